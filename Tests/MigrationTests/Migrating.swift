import Files
import Rules
import Scratch
import Testing

@testable import Migration

/// The folder of fixtures.
let fixtures = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Fixtures"

extension Migration {
    /// The names that most tests are about: those of Kargo 1.5 and later.
    init(_ paths: [String], to folder: String? = nil, stageSelector: Bool = false) {
        self.init(
            paths, to: folder, MigrationOptions(projectConfigName: .namespace, usesStageSelector: stageSelector))
    }

    func text(_ kind: Output.Kind) -> String? {
        outputs.first { $0.kind == kind }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
}

/// A migration of one file with this text.
func migrate(
    _ text: String, called name: String = "in.yaml", stageSelector: Bool = false,
    name config: ProjectConfigName.Expected = .namespace
) throws -> Migration {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/\(name)"
    try StoredFile(path).write(Array(text.utf8), mode: 0o644, overwrite: false)
    return Migration(
        [path], to: nil, MigrationOptions(projectConfigName: config, usesStageSelector: stageSelector))
}

/// A Project in so many words.
func project(_ rest: String, named name: String = "shop", lineBreak: String = "\n") -> String {
    let lines = ["apiVersion: kargo.akuity.io/v1alpha1", "kind: Project", "metadata: {name: \(name)}", rest]
    return lines.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: lineBreak)
}
