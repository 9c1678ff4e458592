import JSON
import Testing

@testable import Admission

@Suite struct FieldPathTests {
    static let list = FieldPath("spec.list")

    static let paths: [(FieldPath, String, String)] = [
        (FieldPath(), "", ""), ("metadata.name", "metadata.name", "/metadata/name"),
        (list.index(0), "spec.list[0]", "/spec/list/0"),
        (list.index(12).child("a.b"), "spec.list[12].a.b", "/spec/list/12/a/b"),
        (list.index(1).index(2), "spec.list[1][2]", "/spec/list/1/2"),
        (FieldPath("metadata.labels").key("a.b/c"), "metadata.labels[a.b/c]", "/metadata/labels/a.b~1c"),
        (FieldPath("data").key("~/~1"), "data[~/~1]", "/data/~0~1~01"), (FieldPath("data").key(""), "data[]", "/data/"),
        (FieldPath("data").key("a b]"), "data[a b]]", "/data/a b]"),
        // A combining mark makes one Character of itself and what stands before.
        (FieldPath("data").key("~\u{301}/\u{301}"), #"data["~\u{301}/\u{301}"]"#, "/data/~0\u{301}~1\u{301}"),
    ]

    @Test(arguments: paths)
    func `a path is written as Kubernetes writes it, and as a JSON Pointer`(
        _ path: FieldPath, _ text: String, _ pointer: String
    ) {
        #expect(path.description == text)
        #expect(path.pointer.utf8.elementsEqual(pointer.utf8))
    }

    @Test(arguments: [
        ("\u{1B}[31mred", #"data["\u{1b}[31mred"]"#), ("a\nb", #"data["a\u{a}b"]"#), ("\0", #"data["\u{0}"]"#),
        ("\u{7F}", #"data["\u{7f}"]"#), ("\u{9B}31m", #"data["\u{9b}31m"]"#), ("\u{202E}", #"data["\u{202e}"]"#),
        ("k\u{435}y", #"data["k\u{435}y"]"#), ("\"a\"", #"data["\"a\""]"#), ("a\\b", #"data["a\\b"]"#),
        ("https://bot:s3cr3t@host/a", #"data["https://host/a"]"#),
        (String(repeating: "k", count: 318), "data[\"" + String(repeating: "k", count: 64) + "\"…]"),
        (String(repeating: "k", count: 317), "data[" + String(repeating: "k", count: 317) + "]"),
    ])
    func `a key from outside cannot forge a line, steer a terminal or flood a message`(_ key: String, _ text: String) {
        #expect(FieldPath("data").key(key).description == text)
        // A field may be from outside too, where an object has no schema.
        let isPlain = !text.hasPrefix("data[\"")
        #expect(FieldPath([.field("data"), .field(key)]).description == (isPlain ? "data.\(key)" : text))
    }

    static let object = #"{"spec":{"list":[{"a":1},{"a":{"b":true}}],"none":null,"a.b":"dotted"},"x":5}"#

    static let values: [(FieldPath, String?)] = [
        (FieldPath("x"), "5"), ("spec.list[0]", nil), (list.index(0), #"{"a":1}"#),
        (list.index(1).child("a.b"), "true"),
        (list.index(2), nil), ("spec.none", nil), ("spec.none.a", nil), ("x.y", nil), (FieldPath("x").index(0), nil),
        (FieldPath("spec").index(0), nil), (FieldPath("spec").key("a.b"), #""dotted""#), ("spec.a.b", nil),
        ("", object),
    ]

    @Test(arguments: values)
    func `a value is what stands there, and nothing where a step does not fit`(_ path: FieldPath, _ expected: String?)
        throws
    {
        #expect(try path.value(in: json(Self.object)) == expected.map(json))
    }

    @Test(arguments: [0, 1, 63, 64, 65, 127, 128, 129, 200])
    func `elements are found in whatever order they are asked for`(_ length: Int) throws {
        let numbers = (0..<length).map(String.init).joined(separator: ",")
        let object = try json(#"{"a":[\#(numbers)],"b":[[\#(numbers)],{"c":[\#(numbers)]}]}"#)
        let lists: [FieldPath] = ["a", FieldPath("b").index(0), FieldPath("b").index(1).child("c")]
        let indices = Array(0..<length + 70)
        for order in [indices, indices.reversed(), indices.filter { $0 % 2 == 1 } + indices.reversed()] {
            var reader = FieldReader(object)
            for index in order {
                for list in lists {
                    #expect(reader.value(at: list.index(index))?.integer == (index < length ? index : nil))
                }
            }
        }
    }
}
