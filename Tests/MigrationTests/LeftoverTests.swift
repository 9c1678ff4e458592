import Files
import Rules
import Scratch
import Testing

@testable import Migration

/// A password that stands in a file twice does not come out of it, whatever it looks like the second time.
@Suite struct LeftoverTests {
    /// Six lines and more: the password is on the third, `rest` begins on the sixth.
    static func pipeline(_ password: String, _ rest: String = "", named name: String = "web") -> String {
        """
        apiVersion: application.kubero.dev/v1alpha1
        kind: KuberoPipeline
        spec: {registry: {host: ghcr.io, username: robot, password: '\(password.replacing("'", with: "''"))'}}
        metadata:
          name: \(name)

        """ + rest
    }

    static func secret(_ data: String) -> String {
        "---\napiVersion: v1\nkind: Secret\nmetadata: {name: other}\ndata: \(data)\n"
    }

    /// RFC 4648 section 4, a bit at a time.
    static func base64(_ text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var bits = text.utf8.flatMap { byte in (0..<8).map { Int(byte) >> (7 - $0) & 1 } }
        while bits.count % 6 != 0 { bits.append(0) }
        let letters = stride(from: 0, to: bits.count, by: 6).map {
            alphabet[bits[$0..<$0 + 6].reduce(0) { $0 << 1 | $1 }]
        }
        return String(letters) + String(repeating: "=", count: (4 - letters.count % 4) % 4)
    }

    static let annotation = "  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: "
    static let advice = "kubectl apply writes it anew"

    /// What it is, the password, what else is in the file, and the place that is named.
    static let rows: [(String, String, String, String)] = [
        (
            "what kubectl apply keeps", "hunter2&secretpw",
            annotation + #"|"# + "\n" + #"      {"spec":{"registry":{"password":"hunter2\u0026secretpw"}}}"# + "\n",
            "7:5"
        ),
        (
            "the same in single quotes", "hunter2<secretpw",
            annotation + #"'{"password":"hunter2\u003Csecretpw"}'"# + "\n", "7:5"
        ),
        (
            "the same in double quotes", "hunter2>\"secretpw",
            annotation + #""{\"password\":\"hunter2\\u003e\\\"secretpw\"}""# + "\n", "7:5"
        ),
        ("a short one there", "hunter2", annotation + #"'{"password":"hunter2"}'"# + "\n", "7:5"),
        ("a short one there, escaped", "a&b", annotation + #"'{"password":"a\u0026b"}'"# + "\n", "7:5"),
        ("a value in double quotes", "hunter2\"secret", "  annotations: {a: \"hunter2\\\"secret\"}\n", "6:20"),
        ("a value in single quotes", "hunter2'secret", "  annotations: {a: 'hunter2''secret'}\n", "6:20"),
        ("a value with YAML's escapes", "hunter2secret", "  annotations: {a: \"hunter2\\x73ecret\"}\n", "6:20"),
        (
            "a text over two lines", "correct horse battery staple",
            "  annotations:\n    a: correct horse\n      battery staple\n", "7:8"
        ),
        ("JSON in a value", "pass/word\\é", "  annotations: {a: '{\"b\": \"pass\\/word\\\\\\u00e9\"}'}\n", "6:20"),
        ("half of it beyond ASCII", "hunter\u{1F680}", "  annotations: {a: '\"hunter\\ud83d\\ude80\"'}\n", "6:20"),
        ("a key", "hunter2secret", "  annotations: {\"hunter2\\x73ecret\": b}\n", "6:17"),
        ("within a longer word", "hunter2secret", "  annotations: {a: Xhunter2secretX}\n", "6:20"),
        ("within a longer word of a comment", "hunter2secret", "# Xhunter2secretX\n", "6:1"),
        ("a comment in JSON's words", "hunter2&secret", "\n# {\"p\": \"hunter2\\u0026secret\"}\n", "7:1"),
        ("the end of a comment", "hunter2secret", "# hunter2secret", "6:1"),
        ("base64 of it", "hunter2secret", secret("{p: \(base64("hunter2secret"))}"), "10:11"),
        (
            "base64 of it on two lines", "hunter2secret",
            secret("\n  p: |\n    \(base64("hunter2secret").prefix(8))\n    \(base64("hunter2secret").dropFirst(8))"),
            "11:6"
        ),
        ("base64 with the user's name", "hunter2secret", secret("{p: \(base64("robot:hunter2secret"))}"), "10:11"),
        ("a short one with the user's name", "hunter2", "# robot:hunter2\n", "6:1"),
        ("base64 of a short one with the user's name", "hunter2", secret("{p: \(base64("robot:hunter2"))}"), "10:11"),
        (
            "a docker config with the auth of a short one", "hunter2",
            secret("{.dockerconfigjson: \(base64("{\"auths\":{\"a.b\":{\"auth\":\"\(base64("robot:hunter2"))\"}}}"))}"),
            "10:27"
        ),
        ("base64 with another name", "hunter2secret", secret("{p: x\(base64("ab:hunter2secret, too"))}"), "10:11"),
        (
            "a docker config", "hunter2&secret",
            secret("{.dockerconfigjson: \(base64("{\"auths\":{\"a.b\":{\"password\":\"hunter2\\u0026secret\"}}}"))}"),
            "10:27"
        ),
        (
            "a docker config with an auth only", "hunter2secret",
            secret(
                "{.dockerconfigjson: \(base64("{\"auths\":{\"a.b\":{\"auth\":\"\(base64("u:hunter2secret"))\"}}}"))}"),
            "10:27"
        ),
        (
            "a docker config in a list that kubectl apply keeps", "hunter2&secret",
            annotation + "'{\"c\":\"\(base64("{\"auth\":\"\(base64("u:hunter2&secret"))\"}"))\"}'\n", "7:5"
        ),
        ("base64 in a comment", "hunter2secret", "# auth: \(base64("robot:hunter2secret"))\n", "6:1"),
        (
            "a comment that moves to a ProjectConfig", "hunter2secret",
            "---\n" + project("spec:\n  promotionPolicies:\n  # registry password is hunter2secret\n  - stage: a\n"),
            "12:1"
        ),
        (
            "a policy", "hunter2secret",
            "---\n" + project("spec:\n  promotionPolicies:\n  - {stage: \"hunter2\\x73ecret\"}\n"),
            "12:13"
        ),
        (
            "what two of them have in common", "hunter2secret",
            "---\n" + pipeline("hunter2secret, too", "# hunter2secret, too\n", named: "other"), "12:1"
        ),
    ]

    @Test(arguments: rows)
    func `the file is not written, and the place is said`(
        _ row: String, _ password: String, _ rest: String, _ place: String
    ) throws {
        let migration = try migrate(Self.pipeline(password, rest))
        #expect(migration.outputs.isEmpty && migration.notes.isEmpty, "\(migration.outputs)")
        let said = migration.problems.map(\.description)
        #expect(said.count == 1 && said[0].contains("in.yaml:\(place): nothing of this file is written: a password"))
        let isApplied = rest.contains(Self.annotation)
        #expect(said.joined().contains(Self.advice) == isApplied, "\(said)")
        #expect(!said.joined().contains("hunter2") && !said.joined().contains("horse"), "\(said)")
    }

    @Test func `a line break at its end does not hide it`() throws {
        let text = Self.pipeline("PASSWORD", "# hunter2secret").replacing("'PASSWORD'", with: "\"hunter2secret\\n\"")
        let migration = try migrate(text)
        #expect(migration.outputs.isEmpty && "\(migration.problems)".contains("in.yaml:6:1: nothing"))
    }

    @Test func `in JSON as well`() throws {
        let object = """
            {"apiVersion": "application.kubero.dev/v1alpha1", "kind": "KuberoPipeline", "metadata": {"name": "web",
             "annotations": {"ü": "hunter2\\u0073ecret"}}, "spec": {"registry":
             {"host": "ghcr.io", "username": "u", "password": "hunter2secret"}}}
            """
        let migration = try migrate(object, called: "in.json")
        #expect(migration.outputs.isEmpty && "\(migration.problems)".contains("in.json:2:23: nothing"))
    }

    @Test func `what is made must not be it either`() throws {
        let migration = try migrate(Self.pipeline("hunter2-registry", named: "hunter2"))
        #expect(migration.outputs.isEmpty && "\(migration.problems)".contains("in.yaml:1:1: nothing"))
    }

    static let noted: [(String, String, String, String?)] = [
        ("nothing else", "hunter2secret", "# hunter2 secret\n", nil),
        ("a part of a short one", "admin", "# administrator\n", nil),
        ("a short one as a word", "admin", "\n# the admin!\n", "7:1"),
        ("a short one as a value", "a\"b", "  annotations: {a: \"a\\\"b\"}\n", "6:20"),
        ("a short one in base64", "admin", secret("{p: YWRtaW4=}"), "10:11"),
        ("a name of what is put there", "none", "", nil),
        ("another annotation", "admin", "  annotations: {a: '{\"p\": \"b\"}'}\n", nil),
        ("another thing applied", "admin", annotation + #"'{"password":"b"}'"# + "\n", nil),
    ]

    @Test(arguments: noted)
    func `what may be a password is written, and noted`(
        _ row: String, _ password: String, _ rest: String, _ place: String?
    ) throws {
        let migration = try migrate(Self.pipeline(password, rest))
        #expect(migration.problems.isEmpty && migration.outputs.count == 2, "\(migration.problems)")
        let notes = migration.notes.map(\.description).filter { $0.contains("see whether") }
        #expect(notes.count == (place == nil ? 0 : 1))
        #expect(place.map { notes.joined().contains("in.yaml:\($0): ") } ?? true, "\(notes)")
    }

    @Test func `the password of one file does not come out of another`() throws {
        let folder = try TemporaryFolder()
        let texts = [
            Self.pipeline("hunter2secret"),
            project("spec:\n  promotionPolicies:\n  - stage: a # hunter2secret\n"),
            project("spec: {promotionPolicies: [{stage: a}]}", named: "other"),
        ]
        let paths = texts.indices.map { "\(folder.path)/\($0).yaml" }
        for (path, text) in zip(paths, texts) {
            try StoredFile(path).write(Array(text.utf8), mode: 0o644, overwrite: false)
        }
        let migration = Migration(paths.reversed())
        #expect(Set(migration.outputs.map { $0.path.dropFirst(folder.path.count + 1).first }) == ["0", "2"])
        #expect(migration.problems.count == 1 && "\(migration.problems)".contains("/1.yaml:6:1: nothing"))
    }

    /// What it takes to look for the passwords of so many Pipelines, which all begin alike.
    private func steps(_ count: Int) throws -> Int {
        let text = (0..<count).map {
            "---\n" + Self.pipeline("registry-password-\($0 + 10_000)", "# the registry-password-\n", named: "p\($0)")
        }
        let source = try SourceFile(Array(text.joined().utf8), "a.yaml")
        var taken = Taken()
        let options = MigrationOptions(projectConfigName: .namespace, usesStageSelector: false)
        var migration = FileMigration(source, options, beside: &taken)
        var passwords = Passwords(migration.passwords)
        migration.finish(without: &passwords)
        #expect(migration.text != nil && migration.companions.count == count && migration.passwords.count == count)
        return passwords.steps
    }

    @Test func `ten times as much takes about ten times as long`() throws {
        let (few, many) = (try steps(30), try steps(300))
        #expect(few > 30 * 200 && many < few * 14, "\(few) \(many)")
    }
}
