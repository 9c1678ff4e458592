internal import Certificates
internal import Encodings
internal import Files
internal import JSON
internal import Scratch
internal import Testing

@testable import Cluster
@testable import Doctor

@Suite struct ExaminationTests {
    private static func examined(folder path: String) throws -> Examination {
        let inventory = try FolderInventory(path)
        return Examination(of: Patient(inventory, facts: inventory.facts))
    }

    private static func notOK(_ examination: Examination) -> [String] {
        examination.diagnoses.filter { $0.verdict != .ok }.map { "\($0.verdict.rawValue) \($0.check)" }
    }

    @Test func `a folder is held against the same`() throws {
        let folder = try TemporaryFolder()
        var cluster = SampleCluster()
        try cluster.write(to: folder)
        #expect(Self.notOK(try Self.examined(folder: folder.path)) == [])
        try cluster.change(from: "minAvailable: 1", to: "minAvailable: 2")
        try cluster.write(to: folder)
        #expect(Self.notOK(try Self.examined(folder: folder.path)) == ["warning availability"])
    }

    @Test func `the manifests by themselves lack nothing but certificates`() throws {
        let found = Self.notOK(try Self.examined(folder: "\(SampleCluster.root)/manifests/base"))
        #expect(found == ["problem webhook-certificate", "warning webhook-certificate"])
    }

    @Test func `Kargo is looked for in all of a folder before it is said not to be there`() throws {
        let folder = try TemporaryFolder()
        var cluster = SampleCluster()
        for name in ["kargo-controller", "kargo-management-controller"] {
            let (old, rest) = ("name: \(name)\n  namespace: kargo\n", "  labels: {app.kubernetes.io/name: kargo,")
            try cluster.change(from: old + rest, to: "name: \(name)\n  namespace: k\n" + rest)
        }
        try cluster.write(to: folder)
        #expect(Self.notOK(try Self.examined(folder: folder.path)) == ["problem kargo-version"])
    }

    @Test func `in a folder cert-manager is yet to fill the placeholders in`() throws {
        let folder = try TemporaryFolder()
        var cluster = SampleCluster()
        try cluster.change(from: "caBundle: \"@ca.crt@\"", to: "caBundle: Cg==", isEverywhere: true)
        for kind in ["Validating", "Mutating"] {
            try cluster.change(
                from: "name: tallyman\n",
                to: "name: tallyman\n  annotations: {cert-manager.io/inject-ca-from: tallyman-system/tallyman}\n",
                after: "kind: \(kind)WebhookConfiguration")
        }
        try cluster.write(to: folder)
        #expect(Self.notOK(try Self.examined(folder: folder.path)) == [])
        // In a cluster it should have done so.
        #expect(Self.notOK(try cluster.examined()) == ["problem webhook-certificate"])
    }

    @Test(arguments: [(10, ["warning webhook-certificate"]), (40, [])])
    func `a serving certificate that is to end soon is told of`(_ days: Int, _ expected: [String]) throws {
        let authority = try CertificateAuthority.create()
        let names = try ServingNames(service: "tallyman", namespace: "tallyman-system")
        let certificate = try authority.issue(for: names, days: days).certificate.pem()
        var cluster = SampleCluster()
        try cluster.change(from: "\"@tls.crt@\"", to: Base64.encode(certificate))
        try cluster.change(
            from: "\"@ca.crt@\"", to: Base64.encode(authority.certificate.pem()), isEverywhere: true)
        #expect(Self.notOK(try cluster.examined()) == expected)
    }

    @Test func `JSON has all that the text has`() throws {
        var cluster = SampleCluster()
        try cluster.change(from: "resources: [stages/finalizers]", to: "resources: [stages]")
        let examination = try cluster.examined()
        let root = try Parser.parse(examination.json).root
        #expect(root["cluster"]?.string == "https://192.0.2.1")
        #expect(root["summary"]?["warnings"]?.integer == 1)
        #expect(root["summary"]?["ok"]?.integer == examination.diagnoses.count - 1)
        let checks = try #require(root["checks"]).elements.map { $0 }
        #expect(checks.map { $0["check"]?.string } == examination.diagnoses.map(\.check))
        #expect(checks.map { $0["why"]?.string } == examination.diagnoses.map(\.why))
        let warning = try #require(checks.first { $0["verdict"]?.string == "warning" })
        #expect(warning["yaml"]?.string?.hasPrefix("apiVersion: v1\nkind: List\n") == true)
        #expect(warning["fix"]?.string == "kubectl apply -f - with this")
    }

    @Test func `a name cannot steer a terminal, nor get into a command`() throws {
        let folder = try TemporaryFolder()
        var cluster = SampleCluster()
        try cluster.change(
            from: "metadata: {name: kargo-api,", to: "metadata: {name: \"kargo-controller\\e[2J; rm -rf /\\n\",")
        try cluster.write(to: folder)
        let text = try Self.examined(folder: folder.path).text()
        #expect(text.contains("kubectl -n kargo label serviceaccount NAME"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test(arguments: ["null", "7", "\"x\"", "[{}]", "{}"], 1...5)
    func `whatever stands in objects, nothing crashes`(_ garbage: String, _ depth: Int) throws {
        let folder = try TemporaryFolder()
        let objects = try SampleCluster().objects().map { Self.garbled($0, garbage, depth) }
        let list = "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[\(objects.joined(separator: ","))]}"
        try StoredFile("\(folder.path)/cluster.json").write(Array(list.utf8), mode: 0o600, overwrite: true)
        let examination = try Self.examined(folder: folder.path)
        #expect(Set(examination.diagnoses.map(\.check)).count == Checkups.all.count)
        #expect(examination.exitStatus < 2)
    }

    /// The object with everything that is so deep in it replaced, but for what it is and what it is called.
    private static func garbled(_ value: Value, _ garbage: String, _ depth: Int) -> String {
        guard depth > 0 else { return garbage }
        switch value.kind {
        case .object:
            let members = value.members.map { member -> String in
                let isKept = ["apiVersion", "kind", "metadata"].contains(member.key)
                var writer = Writer()
                writer.string(member.key)
                var whole = Writer()
                whole.value(member.value)
                let text =
                    isKept ? String(decoding: whole.bytes, as: UTF8.self) : garbled(member.value, garbage, depth - 1)
                return "\(String(decoding: writer.bytes, as: UTF8.self)):\(text)"
            }
            return "{\(members.joined(separator: ","))}"
        case .array: return "[\(value.elements.map { garbled($0, garbage, depth - 1) }.joined(separator: ","))]"
        default:
            var writer = Writer()
            writer.value(value)
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }
}
