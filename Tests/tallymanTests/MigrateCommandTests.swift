import ArgumentParser
import Files
import Scratch
import Testing

@testable import tallyman

@Suite struct MigrateCommandTests {
    static let wrong: [[String]] = [
        [], ["-"], ["a.yaml", "-"], ["--output", "/nowhere/at/all", "a.yaml"], ["--overwrite", "a.yaml"],
    ]

    @Test(arguments: wrong) func `wrong use is refused`(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try MigrateCommand.parse(arguments) }
    }

    static let project = """
        apiVersion: kargo.akuity.io/v1alpha1
        kind: Project
        metadata: {name: shop}
        spec: {promotionPolicies: [{stage: test}]}
        """

    @Test func `it ends with 0 where all is done, and with 2 where something is not`() throws {
        let folder = try TemporaryFolder()
        let output = try TemporaryFolder()
        let input = "\(folder.path)/shop.yaml"
        try StoredFile(input).write(Array(Self.project.utf8), mode: 0o644, overwrite: false)
        try MigrateCommand.parse(["--dry-run", input]).run()
        #expect(names(in: folder.path) == ["shop.yaml"])
        try MigrateCommand.parse(["-o", output.path, "--stage-selector", input]).run()
        #expect(names(in: folder.path) == ["shop.yaml"])
        #expect(names(in: output.path) == ["shop.migrated.yaml", "shop.projectconfig.yaml"])
        #expect(throws: ExitCode(2)) { try MigrateCommand.parse(["-o", output.path, input]).run() }
        try MigrateCommand.parse(["-o", output.path, "--force", input]).run()
        try MigrateCommand.parse(["\(output.path)/shop.migrated.yaml", "\(output.path)/shop.projectconfig.yaml"]).run()
        #expect(names(in: output.path).count == 2, "there is nothing left to do")
        #expect(throws: ExitCode(2)) { try MigrateCommand.parse(["\(folder.path)/nowhere.yaml"]).run() }
        #expect(throws: ExitCode(2)) { try MigrateCommand.parse(["--config", input, input]).run() }
    }
}
