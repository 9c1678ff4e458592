internal import JSON
internal import Testing

@testable import YAML

/// Where keys and values begin and end.
struct ExtentTests {
    private static let rows: [(String, [String], String)] = [
        ("a: b # c", ["a"], "b"), ("a:   'b'  ", ["a"], "'b'"), ("{a: \"b\\n\" }", ["a"], "\"b\\n\""),
        ("a:\nb: c", ["a"], ""),
        ("a: b\n  c # d\n", ["a"], "b\n  c"), ("a: |\n  b\n\n# c\n", ["a"], "|\n  b\n\n"),
        ("a: |+\n  b\n\nc: d", ["a"], "|+\n  b\n\n"),
        ("a:\n  - b\n  - c: d # e\n  # f\ng: h", ["a"], "- b\n  - c: d"),
        ("a: [b, # c\n d ] # e", ["a"], "[b, # c\n d ]"),
        ("a:\n - [b]\n - {c: d}\n", ["a"], "- [b]\n - {c: d}"), ("é: 🚀 # x", ["é"], "🚀"),
        ("a: !!str 1 # x", ["a"], "!!str 1"),
        ("\u{FEFF}a: b", ["a"], "b"), ("a: b\r\nc: d\r\n", ["c"], "d"), ("a: {b: {c: d} } # x", ["a", "b"], "{c: d}"),
        ("--- # x\na:\n  b:\n    c: d\n\n...\n", ["a"], "b:\n    c: d"), ("a:\n-\n- b\n", ["a"], "-\n- b"),
    ]

    @Test(arguments: rows)
    func `a value ends where what is in it ends`(_ text: String, _ path: [String], _ wanted: String) throws {
        let document = try read(text)
        var value = document.root
        for step in path { value = try #require(value.member(step)) }
        let characters = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
        var found = ""
        for scalar in characters[document.extent(of: value).characters] { found.unicodeScalars.append(scalar) }
        #expect(found == wanted)
    }

    @Test func `keys have their quotes, and brackets are known`() throws {
        let text = "a: {'b': [c]}\n\"d\": [e]\nf:\n- g: h\n"
        let document = try read(text)
        let characters = Array(text.unicodeScalars)
        let keys = document.root.members.map {
            String(String.UnicodeScalarView(characters[document.extent(ofKey: $0).characters]))
        }
        #expect(keys == ["a", "\"d\"", "f"])
        #expect(document.root.members.map { document.extent(of: $0.value).isFlow } == [true, true, false])
        #expect(!document.extent(of: document.root).isFlow)
    }
}
