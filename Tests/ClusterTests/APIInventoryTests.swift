import Cluster
import JSON
import Kubernetes
import Serving
import Testing

/// Reads kinds of the recorded cluster from an API server.
@Suite(.timeLimit(.minutes(5))) struct APIInventoryTests {
    static let namespaces = Selection("namespaces", kind: "Namespace", in: "", version: "v1")
    static let projects = Selection(
        "projects", kind: "Project", in: "kargo.akuity.io", version: "v1alpha1")
    static let secrets = Selection("secrets", kind: "Secret", in: "", version: "v1")
    static let label = "kargo.akuity.io/cred-type"

    /// What a selection has come to.
    struct Reading {
        var names: [String] = []
        var pages: [Int] = []
        var remaining: [Int?] = []
        var isKnown: Bool?
        var error: InventoryError?

        init(_ inventory: some Inventory, _ selection: Selection) {
            do throws(InventoryError) {
                isKnown = try inventory.read(selection) { page in
                    names += page.objects.map { ObjectMeta(of: $0).name ?? "" }
                    pages.append(page.objects.count)
                    remaining.append(page.remaining)
                }
            } catch {
                self.error = error
            }
        }
    }

    static func read(
        _ selection: Selection, from stub: StubAPIServer, patience: Duration = .seconds(10)
    ) throws -> Reading {
        Reading(try APIInventory(stub.server, patience: patience), selection)
    }

    @Test func `it reads what the folder of the same objects has`() throws {
        let stub = try StubAPIServer()
        stub.change { $0.pageSize = 4 }
        let folder = try FolderInventory(StubObjects.path)
        var selections = [Self.namespaces, Self.projects, Self.secrets]
        selections.append(Selection("secrets", kind: "Secret", in: "", version: "v1", label: Self.label))
        selections.append(Selection("secrets", kind: "Secret", in: "", version: "v1", namespace: "kubero"))
        for selection in selections {
            let reading = try Self.read(selection, from: stub)
            let wanted = Reading(folder, selection)
            #expect(reading.isKnown == true && reading.error == nil)
            #expect(reading.names.sorted() == wanted.names.sorted())
            #expect(reading.names.count > 5 && reading.pages.allSatisfy { $0 <= 4 })
        }
        #expect(stub.calls.allSatisfy { $0.contains("limit=500") })
        #expect(stub.calls.contains { $0.contains("/api/v1/namespaces/kubero/secrets?") })
    }

    @Test func `how many are left is told where the cluster says it`() throws {
        let stub = try StubAPIServer()
        stub.change { $0.pageSize = 5 }
        let reading = try Self.read(Self.namespaces, from: stub)
        #expect(reading.pages == [5, 5, 1] && reading.remaining == [6, 1, nil])
    }

    @Test func `of Secrets with a label no other one crosses the wire`() throws {
        let stub = try StubAPIServer()
        let reading = try Self.read(
            Selection("secrets", kind: "Secret", in: "", version: "v1", label: Self.label), from: stub)
        #expect(stub.calls == ["GET /api/v1/secrets?limit=500&labelSelector=kargo.akuity.io%2Fcred-type"])
        #expect(reading.names.contains("nopw") && !reading.names.contains("team-a-reg"))
    }

    @Test func `a kind that the cluster does not know is said`() throws {
        let stub = try StubAPIServer()
        let unknown = Selection("gadgets", kind: "Gadget", in: "example.com", version: "v1")
        #expect(try Self.read(unknown, from: stub).isKnown == false)
        stub.change { $0.missing = ["projects"] }
        #expect(try Self.read(Self.projects, from: stub).isKnown == false)
    }

    @Test func `nothing is asked where nothing can be`() throws {
        let stub = try StubAPIServer()
        for namespace in ["../secrets", "A", "a/b", ""] {
            let selection = Selection("secrets", kind: "Secret", in: "", version: "v1", namespace: namespace)
            let reading = try Self.read(selection, from: stub)
            #expect(reading.isKnown == true && reading.names.isEmpty)
        }
        #expect(stub.calls.isEmpty)
    }

    static let lasting: [(StubFault, InventoryError)] = [
        (
            .answer(403, body: StubConnection.status(403, "Forbidden", "cannot list")),
            .forbidden("secrets: the API server answered 403 \"Forbidden\": \"cannot list\"")
        ),
        (
            .answer(401, body: StubConnection.status(401, "Unauthorized", "Unauthorized")),
            .unreadable("secrets: the API server answered 401 \"Unauthorized\": \"Unauthorized\"")
        ),
        (
            .answer(410, body: StubConnection.status(410, "Expired", "too old")),
            .unreadable("secrets: the API server answered 410 \"Expired\": \"too old\"")
        ),
        (.answer(302, headers: "Location: /\r\n"), .unreadable("secrets: the API server answered 302")),
        (.answer(200, body: "[]"), .unreadable("secrets: the API server's answer cannot be read: it is no list")),
        (.garbage, .unreadable("secrets: the API server's answer cannot be read: it is no list")),
    ]

    @Test(arguments: lasting.indices)
    func `what cannot be read is said, on the first page and on a later one`(_ index: Int) throws {
        let (fault, wanted) = Self.lasting[index]
        for part in ["limit=", "continue="] {
            let stub = try StubAPIServer()
            stub.change { $0.pageSize = 4 }
            stub.fail(part, fault)
            let reading = try Self.read(Self.secrets, from: stub)
            #expect(reading.error == wanted)
            #expect(reading.names.count == (part == "limit=" ? 0 : 4))
        }
    }

    @Test(arguments: [StubFault.silentEnd, .cutBody, .answer(503), .answer(429, headers: "Retry-After: 0\r\n")])
    func `what passes is passed over, and nothing is read twice`(_ fault: StubFault) throws {
        let stub = try StubAPIServer()
        stub.change { $0.pageSize = 4 }
        stub.fail("continue=4", fault, count: 1)
        let reading = try Self.read(Self.namespaces, from: stub)
        #expect(reading.error == nil && reading.names.count == 11 && Set(reading.names).count == 11)
    }

    @Test(arguments: [StubFault.silentEnd, .cutBody, .hang])
    func `a connection that stays broken is given up in time`(_ fault: StubFault) throws {
        let stub = try StubAPIServer()
        stub.fail("namespaces", fault)
        let start = ContinuousClock.now
        let reading = try Self.read(Self.namespaces, from: stub, patience: .milliseconds(400))
        guard case .unreadable(let why)? = reading.error else {
            Issue.record("it is \(reading)")
            return
        }
        #expect(why.hasPrefix("namespaces: ") && start.duration(to: .now) < .seconds(5))
    }

    @Test func `a list whose pages have expired goes on with what is there now`() throws {
        let stub = try StubAPIServer()
        stub.change { $0.pageSize = 4 }
        let expired = "{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\",\"metadata\":{\"continue\":\"4\"}}"
        stub.fail("continue=4", .answer(410, body: expired.replacing("\"4\"", with: "\"5\"")), count: 1)
        let reading = try Self.read(Self.namespaces, from: stub)
        #expect(reading.error == nil && reading.names.count == 10)
        // The same token again would go on for ever.
        stub.fail("continue=4", .answer(410, body: expired))
        guard case .unreadable? = try Self.read(Self.namespaces, from: stub).error else {
            Issue.record("it does not end")
            return
        }
    }

    @Test func `a page that is too large is asked for in halves`() throws {
        let stub = try StubAPIServer()
        for limit in [500, 250] { stub.fail("limit=\(limit)", .oversize(33 << 20)) }
        let reading = try Self.read(Self.namespaces, from: stub)
        #expect(reading.error == nil && reading.names.count == 11)
        #expect(stub.calls.map { $0.split(separator: "=").last } == ["500", "250", "125"])
        stub.fail("limit=", .oversize(33 << 20))
        let hopeless = try Self.read(Self.namespaces, from: stub)
        #expect(hopeless.error != nil && stub.calls.last?.hasSuffix("limit=1") == true)
    }

    @Test func `the same page again and again comes to an end`() throws {
        let stub = try StubAPIServer()
        stub.change { $0.pageSize = 4 }
        stub.fail("continue=4", .answer(200, body: "{\"metadata\":{\"continue\":\"4\"},\"items\":[]}"))
        let reading = try Self.read(Self.namespaces, from: stub)
        let why = "the API server's answer cannot be read: after the page it names the same page as the next one"
        #expect(reading.error == .unreadable("namespaces: \(why)") && reading.names.count == 4)
        #expect(stub.calls.count == 2)
    }

    @Test(arguments: [-1, Int.min]) func `less than nothing is left nowhere`(_ count: Int) throws {
        let stub = try StubAPIServer()
        stub.fail("limit=", .answer(200, body: "{\"metadata\":{\"remainingItemCount\":\(count)},\"items\":[]}"))
        #expect(try Self.read(Self.namespaces, from: stub).remaining == [nil])
    }

    @Test func `what comes with an error has no values in it`() throws {
        let stub = try StubAPIServer()
        stub.fail("secrets", .answer(500, body: "{\"data\":{\"password\":\"czNjcjN0\"}"))
        let reading = try Self.read(Self.secrets, from: stub, patience: .milliseconds(50))
        #expect(reading.error.map { "\($0)".contains("czNj") } == false)
    }

    @Test func `its thread ends with it`() throws {
        let stub = try StubAPIServer()
        #expect(try Self.read(Self.namespaces, from: stub).names.count == 11)
        // The connection lives as long as the thread that has it; without an end this would wait for ever.
        #expect(stub.state.ended.next().count == 1)
    }
}
