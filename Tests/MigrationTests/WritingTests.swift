import Files
import Glibc
import Scratch
import Testing

@testable import Migration

@Suite struct WritingTests {
    static let pipeline = """
        apiVersion: application.kubero.dev/v1alpha1
        kind: KuberoPipeline
        metadata: {name: web}
        spec: {registry: {host: ghcr.io, username: u, password: correct-horse}}
        ---

        """ + project("spec: {promotionPolicies: [{stage: a}]}\n")

    private func put(_ text: String, _ path: String, mode: mode_t = 0o644) throws {
        try StoredFile(path).write(Array(text.utf8), mode: mode, overwrite: true)
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self)
    }

    @Test func `three files come to be beside the input, which stays as it is`() throws {
        let folder = try TemporaryFolder()
        let input = "\(folder.path)/a.yml"
        try put(Self.pipeline, input, mode: 0o640)
        var migration = Migration([input])
        #expect(names(in: folder.path) == ["a.yml"], "nothing is written before it is asked for")
        let written = migration.write(overwriting: false)
        #expect(names(in: folder.path) == ["a.migrated.yaml", "a.projectconfig.yaml", "a.secret.yaml", "a.yml"])
        #expect(written == migration.outputs && migration.problems.isEmpty)
        #expect(try text(input) == Self.pipeline)
        #expect(permissions(of: "\(folder.path)/a.secret.yaml") == 0o600)
        #expect(permissions(of: "\(folder.path)/a.migrated.yaml") & ~0o640 == 0, "no wider than the input")
        #expect(try !text("\(folder.path)/a.migrated.yaml").contains("correct-horse"))
        let said = "\(migration.notes) \(written.map(\.description)) \(NextSteps(written).lines)"
        #expect(!said.contains("correct-horse") && said.contains("Rotate") && said.contains("first"))
    }

    @Test func `what is there already stays, and then nothing of that input is written`() throws {
        let folder = try TemporaryFolder()
        try put(Self.pipeline, "\(folder.path)/a.yaml")
        try put(project("spec: {promotionPolicies: [{}]}\n", named: "b"), "\(folder.path)/b.yaml")
        try put("mine", "\(folder.path)/a.migrated.yaml", mode: 0o600)
        var migration = Migration(["\(folder.path)/a.yaml", "\(folder.path)/b.yaml"])
        var dry = migration
        #expect(dry.write(overwriting: false, dryly: true).count == 2 && dry.problems.count == 1)
        #expect(names(in: folder.path) == ["a.migrated.yaml", "a.yaml", "b.yaml"])
        let written = migration.write(overwriting: false)
        #expect(written.map { $0.path.dropFirst(folder.path.count) } == ["/b.projectconfig.yaml", "/b.migrated.yaml"])
        #expect(migration.problems.count == 1 && "\(migration.problems)".contains("--force"))
        #expect(try text("\(folder.path)/a.migrated.yaml") == "mine")
        var again = Migration(["\(folder.path)/a.yaml"])
        #expect(again.write(overwriting: true).count == 3 && again.problems.isEmpty)
        #expect(try text("\(folder.path)/a.migrated.yaml") != "mine")
    }

    @Test func `an input is never written to, by whatever name`() throws {
        let folder = try TemporaryFolder()
        let other = "\(folder.path)/a.migrated.yaml"
        try put(Self.pipeline, "\(folder.path)/a.yaml")
        try put("# other\n", "\(folder.path)/other.yaml")
        #expect(unsafe symlink("\(folder.path)/other.yaml", other) == 0)
        var migration = Migration(["\(folder.path)/a.yaml", "\(folder.path)/other.yaml"])
        #expect(migration.write(overwriting: true).isEmpty)
        #expect(migration.problems.count == 1 && "\(migration.problems)".contains("one of the files that are read"))
        #expect(try text("\(folder.path)/other.yaml") == "# other\n")
    }

    @Test func `two inputs do not get into each other's way`() throws {
        let folder = try TemporaryFolder()
        for name in ["a.yaml", "a.yml"] {
            let text = project("spec: {promotionPolicies: [{}]}\n", named: name == "a.yml" ? "one" : "two")
            try put(text, "\(folder.path)/\(name)")
        }
        try put(project("spec: {promotionPolicies: [{}]}\n", named: "two"), "\(folder.path)/c.yaml")
        let paths = ["a.yaml", "a.yml", "a.yaml", "c.yaml", "nowhere.yaml"].map { "\(folder.path)/\($0)" }
        let migration = Migration(paths)
        #expect(migration.outputs.count == 2)
        let problems = migration.problems.map { "\($0)".dropFirst(folder.path.count + 1) }
        #expect(problems.count == 3, "\(problems)")
        #expect(problems[0] == "nowhere.yaml: cannot read: No such file or directory")
        #expect(problems[1].hasPrefix("a.yml: would be written to"))
        #expect(
            problems[2].hasPrefix(
                "c.yaml:1:1: Project \"two\": ProjectConfig \"two\" in namespace \"two\" would be made, but"))
    }

    @Test func `a file with several names is read once`() throws {
        let folder = try TemporaryFolder()
        let input = "\(folder.path)/a.yaml"
        try put(Self.pipeline, input)
        #expect(unsafe symlink(input, "\(folder.path)/b.yaml") == 0)
        #expect(unsafe link(input, "\(folder.path)/c.yaml") == 0)
        let names = [
            "./a.yaml", "a.yaml", "b.yaml", "c.yaml", "../\(folder.path.split(separator: "/").last ?? "")/a.yaml",
        ]
        for first in names {
            let paths = [first] + names.filter { $0 != first } + [first]
            let migration = Migration(paths.map { "\(folder.path)/\($0)" })
            #expect(migration.problems.isEmpty && migration.outputs.count == 3, "\(migration.problems)")
            let stem = "\(folder.path)/\(first)".dropLast(".yaml".count)
            #expect(migration.outputs.last?.path == "\(stem).migrated.yaml")
        }
    }

    static let places: [(String, String?, String)] = [
        ("a.yaml", nil, "a.migrated.yaml"), ("x/a.yml", nil, "x/a.migrated.yaml"), ("a", nil, "a.migrated.yaml"),
        ("/x.y/a.json", nil, "/x.y/a.migrated.json"), ("x/a.b.yaml", "out", "out/a.b.migrated.yaml"),
        ("../a.yaml", "out/", "out/a.migrated.yaml"), ("x/.yaml", nil, "x/.yaml.migrated.yaml"),
    ]

    @Test(arguments: places) func `names are the input's, with what they are`(
        _ input: String, _ folder: String?, _ path: String
    ) {
        #expect(Output.path(.migrated, of: input, in: folder) == path)
    }

    @Test func `a file in UTF-16 is refused`() throws {
        let folder = try TemporaryFolder()
        try StoredFile("\(folder.path)/a.yaml").write([0xFF, 0xFE, 0x61, 0], mode: 0o600, overwrite: false)
        #expect("\(Migration(["\(folder.path)/a.yaml"]).problems)".contains("UTF-16"))
    }
}
