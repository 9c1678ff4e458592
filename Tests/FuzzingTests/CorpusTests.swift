import Files
import Fuzzing
import Testing

/// What `make fuzz` begins with and what it has found: fuzz/corpus/READER/NAME.
@Suite struct CorpusTests {
    static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

    /// Recorded reviews, fixtures and samples that `make fuzz` begins with too; what is read is what ends so.
    static let others: [(reader: Reader, folder: String, ending: String)] = [
        (.review, "Tests/Reviews", ".json"), (.migrate, "Tests/MigrationTests/Fixtures", ".yaml"),
        (.migrate, "Tests/MigrationTests/Fixtures", ".json"), (.yaml, "manifests/base", ".yaml"),
        (.yaml, "Tests/ClusterTests/Fixtures/cluster", ".yaml"), (.configuration, "docs/demo", ".yaml"),
    ]

    @Test(arguments: Reader.allCases) func `what every reader promises holds for its corpus`(_ reader: Reader) throws {
        let files = try Self.files(in: "\(Self.root)/fuzz/corpus/\(reader)")
        try #require(files.count > 2)
        try check(files, reader)
    }

    @Test(arguments: others.indices) func `and for what tests elsewhere have`(_ index: Int) throws {
        let (reader, folder, ending) = Self.others[index]
        let files = try Self.files(in: "\(Self.root)/\(folder)").filter { $0.hasSuffix(ending) }
        try #require(!files.isEmpty)
        try check(files, reader)
    }

    private func check(_ files: [String], _ reader: Reader) throws {
        for file in files {
            let bytes = try Files.read(file, limit: 1 << 24)
            do throws(Broken) {
                try reader.check(bytes)
            } catch {
                Issue.record("\(file): \(error)")
            }
        }
    }

    private static func files(in folder: String) throws -> [String] {
        try Folder.entries(of: folder).flatMap { entry in
            switch entry {
            case .file(let name): ["\(folder)/\(name)"]
            case .folder(let name): try files(in: "\(folder)/\(name)")
            }
        }
    }
}
