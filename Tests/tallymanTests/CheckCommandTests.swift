import ArgumentParser
import JSON
import Testing

@testable import tallyman

@Suite struct CheckCommandTests {
    static let wrong: [[String]] = [
        [], ["--old", "a", "b"], ["--operation", "UPDATE", "b"], ["--operation", "DELETE", "--old", "a", "b"],
        ["--operation", "CONNECT", "b"], ["-o", "xml", "b"], ["-", "-"], ["--operation", "UPDATE", "--old", "-", "-"],
    ]

    @Test(arguments: wrong) func `wrong use is refused`(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try CheckCommand.parse(arguments) }
    }

    @Test func `every option is read`() throws {
        let command = try CheckCommand.parse([
            "--as", "system:serviceaccount:ci:bot", "--as-group", "a", "--as-group", "b", "--operation", "UPDATE",
            "--old",
            "old", "-n", "team", "-o", "sarif", "--config", "c.yaml", "--cluster", "folder", "x", "-",
        ])
        #expect(command.user == "system:serviceaccount:ci:bot" && command.groups == ["a", "b"])
        #expect(command.operation == .update && command.old == "old" && command.namespace == "team")
        #expect(command.output == .sarif && command.manifests == ["x", "-"])
        #expect(command.options.folder == "folder" && command.options.config.file == "c.yaml")
    }

    @Test(arguments: CheckCommand.Output.allCases)
    func `the exit status is the report's, whatever the output`(_ output: CheckCommand.Output) throws {
        let fixtures = "\(Manifests.root)/Tests/ManifestsTests/Fixtures"
        for (folder, status) in [("apps", 1), ("broken", 2)] as [(String, Int32)] {
            let command = try CheckCommand.parse(["-o", output.rawValue, "\(fixtures)/\(folder)"])
            #expect(throws: ExitCode(status)) { try command.run() }
        }
        try CheckCommand.parse(["-o", output.rawValue, "\(fixtures)/fine"]).run()
    }

    @Test func `a folder that stands for the cluster has to be readable`() throws {
        let command = try CheckCommand.parse(["--cluster", "\(Manifests.root)/nowhere", "\(Manifests.root)/README.md"])
        #expect(throws: ExitCode(2)) { try command.run() }
    }

    @Test func `the version is that of the image`() throws {
        let images = try Manifests.objects().compactMap {
            $0["spec"]?["template"]?["spec"]?["containers"]?.elements.first { _ in true }?["image"]?.string
        }
        #expect(!images.isEmpty && images.allSatisfy { $0.hasSuffix(":\(Tallyman.configuration.version)") })
    }
}
