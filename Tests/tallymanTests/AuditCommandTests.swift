import ArgumentParser
import Audit
import Files
import JSON
import Manifests
import Testing
import YAML

@testable import tallyman

@Suite struct AuditCommandTests {
    static let cluster = "\(Manifests.root)/Tests/AuditTests/Fixtures/cluster"

    static let wrong: [[String]] = [
        ["-o", "xml"], ["-o", "sarif"], ["--cluster", "a", "--in-cluster"], ["--cluster", "a", "--kubeconfig", "b"],
        ["--in-cluster", "--context", "c"], ["--as-group", "g"], ["something"],
    ]

    @Test(arguments: wrong) func `wrong use is refused`(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try AuditCommand.parse(arguments) }
    }

    @Test func `every option is read`() throws {
        let command = try AuditCommand.parse([
            "--kubeconfig", "k", "--context", "c", "--config", "f", "-o", "html", "--all", "--as", "alice",
            "--as-group", "a", "--as-group", "b",
        ])
        #expect(command.options.kubeconfig == "k" && command.options.context == "c" && !command.options.inCluster)
        #expect(command.options.config.file == "f" && command.output == .html && command.all)
        #expect(command.user == "alice" && command.groups == ["a", "b"])
        #expect(try AuditCommand.parse(["--cluster", "d"]).options.folder == "d")
        #expect(try AuditCommand.parse(["--in-cluster"]).options.inCluster)
    }

    @Test func `--all does not promise more than is kept`() {
        let help = AuditCommand.helpMessage(columns: 1_000)
        #expect(help.contains("every finding that is kept (\(AuditReport.keptFindings) of each rule and severity)"))
    }

    @Test(arguments: AuditCommand.Output.allCases)
    func `the exit status is the report's, whatever the output`(_ output: AuditCommand.Output) throws {
        let fine = "\(Manifests.root)/Tests/ManifestsTests/Fixtures/fine"
        try AuditCommand.parse(["-o", output.rawValue, "--cluster", fine]).run()
        for (folder, status) in [(Self.cluster, 1), ("\(Manifests.root)/certs", 2), ("/nowhere", 2)]
            as [(String, Int32)]
        {
            let command = try AuditCommand.parse(["-o", output.rawValue, "--cluster", folder])
            #expect(throws: ExitCode(status)) { try command.run() }
        }
    }

    @Test(arguments: ["/nowhere", "\(Manifests.root)/README.md"])
    func `a kubeconfig that cannot be used ends it`(_ file: String) throws {
        let command = try AuditCommand.parse(["--kubeconfig", file])
        #expect(throws: ExitCode(2)) { try command.run() }
    }

    /// What docs/audit.md says is needed to run it.
    @Test func `the ClusterRole in the documentation lets it list every kind`() throws {
        let text = String(decoding: try Files.read("\(Manifests.root)/docs/audit.md", limit: 1 << 20), as: UTF8.self)
        let block = try #require(text.split(separator: "```yaml\n").last?.split(separator: "```").first)
        let role = try #require(try YAMLStream.parse(Array(block.utf8)).first?.root)
        for kind in KnownKind.all where kind.created != nil {
            let isListed = role["rules"]?.elements.contains { rule in
                func has(_ key: String, _ value: String) -> Bool {
                    rule[key]?.elements.contains { $0.isString(value) } == true
                }
                return has("apiGroups", kind.group) && has("resources", kind.resource) && has("verbs", "list")
            }
            #expect(isListed == true, "\(kind.resource)")
        }
    }
}
