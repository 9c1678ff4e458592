import Admission
import Testing
import YAML

@testable import Manifests

@Suite struct PositionTests {
    static let yaml = """
        # comment
        apiVersion: v1
        kind: Thing
        metadata:
          name: x
          annotations:
            a.b/c: "é"
            "q": on
        spec:
          none:
          text: |
            more
          list:
          - first
          -   deep: 1
          flow: {é: {b: 2}, c: [3, 4]}
        """

    static let rows: [(FieldPath, Int, Int)] = [
        ("metadata.name", 5, 9), (FieldPath("metadata.annotations").key("a.b/c"), 7, 12),
        (FieldPath("metadata.annotations").key("q"), 8, 10), ("metadata.annotations", 6, 3),
        (FieldPath("metadata.annotations").key("other"), 6, 3), ("metadata.labels", 4, 1), ("status", 2, 1),
        ("spec.none", 10, 3), ("spec.none.deeper", 10, 3), ("spec.text", 11, 9), ("spec.list", 13, 3),
        (FieldPath("spec.list").index(0), 14, 5), (FieldPath("spec.list").index(1).child("deep"), 15, 13),
        (FieldPath("spec.list").index(1).child("gone"), 15, 7), (FieldPath("spec.list").index(7), 13, 3),
        ("spec.flow.é.b", 16, 17), ("spec.flow.é", 16, 10), (FieldPath("spec.flow.c").index(1), 16, 28),
        ("metadata.name.first", 5, 9), (FieldPath(), 2, 1),
    ]

    @Test(arguments: rows)
    func `a field is found, or what is around it`(_ path: FieldPath, _ line: Int, _ column: Int) throws {
        let placed = try #require(ManifestSet(yaml: Self.yaml).objects.first)
        #expect(placed.position(of: path) == .init(line: line, column: column))
    }

    @Test func `so is one in JSON`() throws {
        let json =
            "{\"apiVersion\": \"v1\", \"kind\": \"T\",\n \"é\": {\"text\": \"\", \"n\": null,\n  \"l\": [1, {}]}}"
        let placed = try #require(ManifestSet(Array(json.utf8), called: "x.json").objects.first)
        let rows: [(FieldPath, Int, Int)] = [
            ("é", 2, 2), ("é.text", 2, 16), ("é.n", 2, 20), ("é.l", 3, 3), (FieldPath("é.l").index(0), 3, 9),
            (FieldPath("é.l").index(1).child("x"), 3, 12), ("gone", 1, 1),
        ]
        for (path, line, column) in rows {
            #expect(placed.position(of: path) == .init(line: line, column: column), "\(path)")
        }
    }

    @Test func `what manifests have as stringData is found there`() throws {
        let secret = "apiVersion: v1\nkind: Secret\nstringData:\n  a: x\n"
        let rows: [(String, String, Int, Int)] = [
            (secret, "a", 4, 6), (secret, "gone", 3, 1), (secret + "data:\n  b: eA==\n", "b", 6, 6),
            (secret + "data:\n  b: eA==\n", "a", 4, 6), (secret + "data:\n  b: eA==\n", "gone", 5, 1),
        ]
        for (yaml, key, line, column) in rows {
            let placed = try #require(ManifestSet(yaml: yaml).objects.first)
            #expect(
                placed.position(of: FieldPath("data").key(key)) == .init(line: line, column: column), "\(yaml) \(key)")
        }
    }
}
