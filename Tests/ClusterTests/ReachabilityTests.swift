import Cluster
import Serving
import Testing

/// Whether anybody is there whom objects can be asked of, and for how long that is tried.
@Suite(.timeLimit(.minutes(5))) struct ReachabilityTests {
    @Test func `a path where no API server is has none of Kubernetes' own kinds`() throws {
        let stub = try StubAPIServer()
        stub.change { $0.missing = ["api"] }
        let bindings = Selection(
            "rolebindings", kind: "RoleBinding", in: "rbac.authorization.k8s.io", version: "v1")
        let deployments = Selection("deployments", kind: "Deployment", in: "apps", version: "v1")
        for selection in [APIInventoryTests.namespaces, APIInventoryTests.secrets, bindings, deployments] {
            let why = "404: this is no API server's address; is a path missing in server:?"
            #expect(
                try APIInventoryTests.read(selection, from: stub).error == .unreadable("\(selection.resource): \(why)"))
        }
        #expect(try APIInventoryTests.read(APIInventoryTests.projects, from: stub).isKnown == false)
    }

    @Test func `a server that is not there is waited for once, and not for long`() throws {
        // Port 1 of the loopback is nobody's.
        let origin = try #require(Origin(host: "127.0.0.1", port: 1))
        let inventory = try APIInventory(APIServer(origin: origin, tls: ClientTLS(), credential: .none))
        let start = ContinuousClock.now
        for selection in [APIInventoryTests.namespaces, APIInventoryTests.projects, APIInventoryTests.secrets] {
            let reading = APIInventoryTests.Reading(inventory, selection)
            let error = try #require(reading.error)
            #expect("\(error)".hasPrefix("\(selection.resource): "))
            #expect("\(error)".hasSuffix("cannot connect: Connection refused"))
        }
        #expect(start.duration(to: .now) < .seconds(20))
    }

    @Test(arguments: [502, 503, 504])
    func `a server that only says that it is not there is asked no more`(_ status: Int) throws {
        let stub = try StubAPIServer()
        stub.fail("/api", .answer(status, headers: "Retry-After: 30\r\n"))
        let inventory = try APIInventory(stub.server)
        for selection in [APIInventoryTests.namespaces, APIInventoryTests.projects, APIInventoryTests.secrets] {
            let reading = APIInventoryTests.Reading(inventory, selection)
            #expect(reading.error == .unreadable("\(selection.resource): the API server answered \(status)"))
        }
        #expect(stub.calls.count == 1)
    }

    @Test(arguments: [StubFault.silentEnd, .hang]) func `one that never said a word is not asked again`(
        _ fault: StubFault
    ) throws {
        let stub = try StubAPIServer()
        stub.fail("/api", fault)
        let inventory = try APIInventory(stub.server, patience: .milliseconds(300))
        let first = APIInventoryTests.Reading(inventory, APIInventoryTests.namespaces)
        let calls = stub.calls.count
        let second = APIInventoryTests.Reading(inventory, APIInventoryTests.projects)
        #expect(first.error.map { "\($0)" }?.replacing("namespaces", with: "projects") == second.error.map { "\($0)" })
        #expect(stub.calls.count == calls)
    }

    @Test func `one that has answered is given its time, kind by kind`() throws {
        let stub = try StubAPIServer()
        let inventory = try APIInventory(stub.server, patience: .milliseconds(300))
        #expect(APIInventoryTests.Reading(inventory, APIInventoryTests.namespaces).error == nil)
        stub.fail("/projects", .answer(503))
        #expect(
            APIInventoryTests.Reading(inventory, APIInventoryTests.projects).error
                == .unreadable("projects: the API server answered 503"))
        #expect(stub.calls.count { $0.contains("/projects") } > 1)
        #expect(APIInventoryTests.Reading(inventory, APIInventoryTests.secrets).error == nil)
    }

    @Test func `an error of the first kind alone is no word about the server`() throws {
        for fault in [StubFault.answer(500), .answer(429), .cutBody, .garbage] {
            let stub = try StubAPIServer()
            stub.fail("/namespaces", fault)
            let inventory = try APIInventory(stub.server, patience: .milliseconds(300))
            #expect(APIInventoryTests.Reading(inventory, APIInventoryTests.namespaces).error != nil)
            #expect(APIInventoryTests.Reading(inventory, APIInventoryTests.projects).error == nil)
        }
    }

    @Test func `one that goes away is waited for once`() throws {
        var stub: StubAPIServer? = try StubAPIServer()
        let server = try #require(stub?.server)
        let inventory = try APIInventory(server, patience: .milliseconds(300))
        #expect(APIInventoryTests.Reading(inventory, APIInventoryTests.namespaces).error == nil)
        stub = nil
        let first = try #require(APIInventoryTests.Reading(inventory, APIInventoryTests.namespaces).error)
        let start = ContinuousClock.now
        for _ in 0..<100 { #expect(APIInventoryTests.Reading(inventory, APIInventoryTests.namespaces).error == first) }
        #expect(start.duration(to: .now) < .seconds(20))
        #expect("\(first)".contains("cannot connect"))
    }
}
