import JSON
import Kubernetes
import Testing

@Suite struct ObjectMetaTests {
    private func meta(_ text: String) throws -> ObjectMeta { ObjectMeta(of: try Parser.parse(Array(text.utf8)).root) }

    @Test func `metadata is read in place`() throws {
        let meta = try meta(
            """
            {"metadata":{"name":"n","generateName":"g-","namespace":"s","labels":{"l":"1"},"annotations":{"a":"2"},\
            "deletionTimestamp":"2026-11-20T23:30:32Z"}}
            """)
        #expect(meta.name == "n" && meta.generateName == "g-" && meta.namespace == "s")
        #expect(meta.labels?["l"]?.string == "1" && meta.annotations?["a"]?.string == "2" && meta.isBeingDeleted)
    }

    static let shapes = ["5", "null", "true", "\"metadata\"", "[]", "{}", #"["metadata"]"#]
    static let fields = ["name", "generateName", "namespace", "labels", "annotations", "deletionTimestamp"]

    @Test(arguments: shapes)
    func `an object or metadata of any shape reads as having nothing`(_ shape: String) throws {
        for meta in [try meta(shape), try meta(#"{"metadata":\#(shape)}"#), ObjectMeta(of: nil)] {
            #expect(meta.name == nil && meta.generateName == nil && meta.namespace == nil)
            #expect(meta.labels == nil && meta.annotations == nil && !meta.isBeingDeleted)
        }
    }

    @Test(arguments: fields, ["5", "null", "[]", "{}", "true"])
    func `a field of another type reads as nothing in it`(_ field: String, _ json: String) throws {
        let meta = try meta(#"{"metadata":{"\#(field)":\#(json)}}"#)
        #expect(meta.name == nil && meta.generateName == nil && meta.namespace == nil && !meta.isBeingDeleted)
        #expect(meta.labels?["l"] == nil && meta.annotations?["a"] == nil)
    }

    @Test(arguments: [("\"\"", false), ("\"2026-11-20T23:30:32Z\"", true), ("\"soon\"", true)])
    func `an object is on its way out once it has a time for it`(_ time: String, _ expected: Bool) throws {
        #expect(try meta(#"{"metadata":{"deletionTimestamp":\#(time)}}"#).isBeingDeleted == expected)
    }
}
