import Admission
import Audit
import Cluster
import Kubernetes
import Manifests
import Rules
import Serving
import Testing

/// What an audit asks an API server for, and how often.
@Suite(.timeLimit(.minutes(3))) struct AuditCallsTests {
    static func audit(_ stub: StubAPIServer) throws -> AuditReport {
        let facts = PatientFacts(try APICluster(stub.server), within: .seconds(10))
        return audit(try APIInventory(stub.server, patience: .seconds(5)), facts)
    }

    static func audit(_ inventory: some Inventory, _ facts: some FactSource) -> AuditReport {
        let auditor = Auditor(inventory, facts: facts, settings: Settings(), digest: "d")
        var report = AuditReport(place: "here", time: "now", digest: "d", version: "0")
        auditor.run(into: &report)
        return report
    }

    @Test func `it finds what it finds in the folder of the same objects`() throws {
        let folder = try FolderInventory(StubObjects.path)
        let wanted = Self.audit(folder, folder.facts)
        let report = try Self.audit(try StubAPIServer())
        // A list comes in the order of names, a folder in that of its files.
        #expect(Set(report.findings.map(\.line)) == Set(wanted.findings.map(\.line)))
        #expect(report.byNamespace == wanted.byNamespace && report.total == wanted.total)
        #expect(report.audited == wanted.audited && report.total.denied > 10)
    }

    @Test func `two thousand Pipelines cost a call for each page, and few look-ups`() throws {
        var objects = try StubObjects()
        for number in 0..<2_000 {
            // Half of them take a Secret that is there, the others one that is not; all ask for access.
            let secret = number.isMultiple(of: 2) ? "team-a-reg" : "gone"
            let path = StubObjects.path("kuberopipelines", namespace: "kubero", name: "p\(number)")
            objects.objects[path] = Array(
                """
                {"apiVersion":"application.kubero.dev/v1alpha1","kind":"KuberoPipeline",
                "metadata":{"name":"p\(number)","namespace":"kubero"},"spec":{"deploymentstrategy":"git","registry":
                {"host":"ghcr.io/acme","createSecret":"none","credentialsSecretRef":{"name":"\(secret)"}}}}
                """.utf8)
        }
        let stub = try StubAPIServer(objects)
        let report = try Self.audit(stub)
        #expect(report.audited > 2_000 && report.byRule["pipeline-registry"]?.denied == 1_000)
        let pages = stub.calls.count { $0.contains("kuberopipelines?limit=500") }
        #expect(pages == 4)
        #expect(stub.calls.count - pages < 40, "\(stub.calls.count - pages)")
        #expect(stub.calls.allSatisfy { !$0.hasPrefix("POST") }, "nobody's access is asked for")
    }

    @Test func `a number that is too large to add to is taken for none`() throws {
        let stub = try StubAPIServer()
        let body = """
            {"metadata":{"remainingItemCount":9223372036854775807},"items":[{"metadata":{"name":"a"}}]}
            """
        stub.fail("/namespaces?limit", .answer(200, body: body))
        let report = try Self.audit(stub)
        #expect(report.kinds.contains { $0.kind.kind == "Namespace" && $0.audited == 1 && $0.state == .whole })
    }

    @Test func `a server that is not there takes no time for each kind`() throws {
        let stub = try StubAPIServer()
        stub.fail("limit=", .answer(503, headers: "Retry-After: 30\r\n"))
        let report = Self.audit(try APIInventory(stub.server), try StubObjects().folder)
        #expect(report.unread.count == report.kinds.count && report.exitStatus == 2)
        #expect(report.unread.allSatisfy { $0.hasSuffix(": the API server answered 503") })
        #expect(stub.calls.count == 1)
    }

    @Test func `what may not be read is named with what to grant, and the rest is audited`() throws {
        let stub = try StubAPIServer()
        stub.fail(
            "secrets?limit", .answer(403, body: StubConnection.status(403, "Forbidden", "cannot list secrets")))
        stub.change { $0.missing = ["projectconfigs"] }
        let report = try Self.audit(stub)
        #expect(report.exitStatus == 2 && report.total.denied > 5)
        #expect(
            report.unread == [
                """
                Secret: secrets: the API server answered 403 "Forbidden": "cannot list secrets"; grant {apiGroups: \
                [""], resources: ["secrets"], verbs: ["list"]} by a ClusterRole
                """
            ])
        #expect(report.text().contains("ProjectConfig                          not in this cluster"))
    }
}

extension AuditFinding {
    fileprivate var line: String { "\(object) \(finding)" }
}
