import Files
import Testing

@testable import Migration

/// Each input in a folder against the files beside it: NAME.migrated.*, NAME.projectconfig.yaml and NAME.secret.yaml,
/// as far as they are there, and NAME.said: the notes and, after them, the problems.
@Suite struct FixtureTests {
    static let inputs: [(String, String)] = ["plain", "selectors"].flatMap { folder in
        names(in: folder).filter { $0.split(separator: ".").count == 2 && !$0.hasSuffix(".said") }.map { (folder, $0) }
    }

    private static func names(in folder: String) -> [String] {
        ((try? Folder.entries(of: "\(fixtures)/\(folder)")) ?? []).map(\.name)
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self)
    }

    @Test func `there are fixtures`() { #expect(Self.inputs.count == 16) }

    @Test(arguments: inputs)
    func `an input comes to what stands beside it`(_ folder: String, _ file: String) throws {
        let place = "\(fixtures)/\(folder)/"
        let stem = file.prefix { $0 != "." }
        let migration = Migration([place + file], stageSelector: folder == "selectors")
        let wanted = Self.names(in: folder).filter { $0.hasPrefix("\(stem).") && $0.split(separator: ".").count == 3 }
        #expect(migration.outputs.map { $0.path.dropFirst(place.count) }.sorted() == wanted.map { $0[...] }.sorted())
        for output in migration.outputs where wanted.contains(where: { place + $0 == output.path }) {
            #expect(try String(decoding: output.bytes, as: UTF8.self) == Self.text(output.path), "\(output.path)")
        }
        let said = (migration.notes + migration.problems).map { "\($0)\n".replacing(place, with: "") }
        #expect(try said.joined() == Self.text("\(place)\(stem).said"))
        #expect(!said.joined().contains("not-to-be-shown") && !said.joined().contains("hunter22"))
    }
}
