internal import JSON
internal import Testing

@testable import YAML

struct YAMLStreamTests {
    @Test(arguments: [
        ("a: 1", #"{"a":1}"#),
        ("a: {b: [1, two, 'three', \"fo\\u0075r\"]}", #"{"a":{"b":[1,"two","three","four"]}}"#),
        ("- 1\n- [x]\n-\n- {}\n- []", #"[1,["x"],null,{},[]]"#),
        ("a:\nb: ~", #"{"a":null,"b":null}"#),
        ("a: 'true'\nb: \"null\"\nc: '1'", #"{"a":"true","b":"null","c":"1"}"#),
        ("a: |\n  one\n  two\nb: >-\n  one\n  two\n", #"{"a":"one\ntwo\n","b":"one two"}"#),
        ("a: \"\\0\\x7f\\u00e9\\U0001F600\"", "{\"a\":\"\\u0000\\u007fé😀\"}"),
        ("? a\n: 1\n? \"b c\"\n: 2", #"{"a":1,"b c":2}"#),
        ("\"yes\": 1\n'1': 2\n'<<': 3\n'': 4", #"{"yes":1,"1":2,"<<":3,"":4}"#),
        ("é: 1\ne\u{301}: 2", "{\"é\":1,\"e\u{301}\":2}"),
        ("a: <<", #"{"a":"<<"}"#),
        (
            "a: !!str 1\nb: !!int 2\nc: !!map {}\nd: !!seq []\ne: !!bool 'yes'",
            #"{"a":"1","b":2,"c":{},"d":[],"e":true}"#
        ),
        ("%YAML 1.1\n---\na: 2001-12-14\n...\n", #"{"a":"2001-12-14"}"#),
        ("\u{FEFF}a: 1", #"{"a":1}"#),
        ("{\"a\": {\"b\": [true, null, 1.5e3, \"\\/\"]}}", #"{"a":{"b":[true,null,1.5e3,"/"]}}"#),
        ("a: x #y\nb: x#y", #"{"a":"x","b":"x#y"}"#),
        ("--- text", "text"),
        ("---", "null"),
    ])
    func `YAML becomes JSON`(_ text: String, _ wanted: String) throws { #expect(try json(text) == wanted) }

    @Test(arguments: [
        ("", 0), ("# nothing\n", 0), ("---\n---\n", 2), ("a: 1\n---\nb: 2\n---\n# c\n", 3), ("a\n...\n", 1),
    ])
    func `a text has as many documents as it says`(_ text: String, _ count: Int) throws {
        #expect(try YAMLStream.parse(Array(text.utf8)).count == count)
    }

    @Test func `documents do not know of each other`() throws {
        let documents = try YAMLStream.parse(Array("a: 1\n---\na: [2]\n".utf8))
        #expect(documents.map(\.root.raw) == [#"{"a":1}"#, #"{"a":[2]}"#])
        let second = try #require(documents.last)
        #expect(try second.position(of: #require(second.root["a"])) == Position(line: 3, column: 4))
    }

    @Test func `UTF-16 with its mark is read too`() throws {
        let bytes: [UInt8] = [0xFF, 0xFE] + "a: é".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try YAMLStream.parse(bytes).first?.root.raw == "{\"a\":\"é\"}")
    }

    @Test(arguments: [
        ("a: 1\nb: 2\na: 3", #"line 3, column 1: the key "a" stands twice; the first is in line 1, column 1"#),
        (
            "x: {a: 1, \"\\u0061\": 2}",
            #"line 1, column 11: the key "a" stands twice; the first is in line 1, column 5"#
        ),
        ("a: &x 1", "line 1, column 4: anchors and aliases are not read here; write the value out"),
        ("a: &x {}", "line 1, column 4: anchors and aliases are not read here; write the value out"),
        ("- &x []", "line 1, column 3: anchors and aliases are not read here; write the value out"),
        ("&x a: 1", "line 1, column 1: anchors and aliases are not read here; write the value out"),
        ("a: *x", "line 1, column 4: anchors and aliases are not read here; write the value out"),
        ("*x : 1", "line 1, column 1: anchors and aliases are not read here; write the value out"),
        ("a:\n  <<: {b: 1}", "line 2, column 3: merge keys (<<) are not read here; write the members out"),
        ("yes: 1", #"line 1, column 1: the key "yes" is not a string to YAML; put it in quotes"#),
        ("a:\n  8080: x", #"line 2, column 3: the key "8080" is not a string to YAML; put it in quotes"#),
        ("~: x", #"line 1, column 1: the key "~" is not a string to YAML; put it in quotes"#),
        ("? \n: x", #"line 1, column 2: the key "" is not a string to YAML; put it in quotes"#),
        (".inf: x", #"line 1, column 1: the key ".inf" is not a string to YAML; put it in quotes"#),
        ("[a]: x", "line 1, column 1: a key must be a string"),
        ("? {a: 1}\n: x", "line 1, column 3: a key must be a string"),
        ("a: !secret x", #"line 1, column 4: the tag "!secret" is not read here; leave it out"#),
        ("a: ! x", #"line 1, column 4: the tag "!" is not read here; leave it out"#),
        ("a: !!binary aGk=", #"line 1, column 4: the tag "tag:yaml.org,2002:binary" is not read here; leave it out"#),
        ("a: !!set {}", #"line 1, column 4: the tag "tag:yaml.org,2002:set" is not read here; leave it out"#),
        ("a: !!str []", #"line 1, column 4: the tag "tag:yaml.org,2002:str" is not read here; leave it out"#),
        ("a: !!int x", "line 1, column 4: the value is not what its tag !!int says"),
        ("a: !!int 1.5", "line 1, column 4: the value is not what its tag !!int says"),
        ("a: !!null 0", "line 1, column 4: the value is not what its tag !!null says"),
        ("é: .nan", "line 1, column 4: a number that JSON cannot hold; put it in quotes"),
    ])
    func `what is dangerous or ambiguous is refused where it stands`(_ text: String, _ message: String) {
        #expect(refusal(of: text) == message)
    }

    @Test(arguments: [
        ("a: [1, 2", "line 2, column 1: did not find expected ',' or ']' while parsing a flow sequence"),
        ("a: 1\n  b: 2", "line 2, column 4: mapping values are not allowed in this context"),
        (
            "a:\n\t- 1",
            "line 2, column 1: found character that cannot start any token while scanning for the next token"
        ),
        ("a: 'x", "line 1, column 6: found unexpected end of stream while scanning a quoted scalar"),
        (
            "a: \"\\ud800\"",
            "line 1, column 7: found invalid Unicode character escape code while parsing a quoted scalar"
        ),
        ("a: \u{1}", "line 1, column 4: control characters are not allowed"),
    ])
    func `what is not YAML is refused where it stands`(_ text: String, _ message: String) {
        #expect(refusal(of: text) == message)
    }

    @Test(arguments: [[0xFF], [0x61, 0x3A, 0x20, 0xC3], [0x61, 0xED, 0xA0, 0x80], [0xC0, 0x80]] as [[UInt8]])
    func `what is not UTF-8 is refused`(_ bytes: [UInt8]) {
        #expect(throws: YAMLError.self) { try YAMLStream.parse(bytes) }
    }

    @Test func `an error in the encoding says where`() {
        let bytes = Array("a: é\nb: ".utf8) + [0xFF]
        let error = #expect(throws: YAMLError.self) { try YAMLStream.parse(bytes) }
        #expect(error?.position == Position(line: 2, column: 4))
    }

    @Test(arguments: 0..<40)
    func `a text cut anywhere is read or refused`(_ cut: Int) {
        let text = "a: {b: [1, \"é\\n\"], ? c : |-\n}\n--- 'x' # é\n"
        _ = try? YAMLStream.parse(Array(text.utf8.prefix(cut)))
    }

    @Test func `nesting ends where it should`() throws {
        let depth = YAMLStream.maximumDepth
        let deepest = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(try json(deepest) == deepest)
        #expect(
            refusal(of: "[" + deepest + "]") == "line 1, column \(depth + 1): nested more than \(depth) levels deep")
    }

    @Test func `a text has a length that it may have`() throws {
        let longest = [UInt8](repeating: UInt8(ascii: "\n"), count: YAMLStream.maximumBytes)
        #expect(try YAMLStream.parse(longest).isEmpty)
        #expect(throws: YAMLError.self) { try YAMLStream.parse(longest + [0x0A]) }
    }

    @Test func `a text has a number of values that it may have`() throws {
        // Stream, document, list, two values, and three ends.
        let text = Array("[a, b]".utf8)
        #expect(try YAMLStream.parse(text, events: 8).count == 1)
        let error = #expect(throws: YAMLError.self) { try YAMLStream.parse(text, events: 7) }
        #expect(error?.message == "more than 7 values and keys")
    }

    @Test func `many keys in one mapping are read in linear time`() throws {
        let text = (0..<20_000).map { "k\($0): \($0)\n" }.joined()
        #expect(try read(text).root["k19999"]?.integer == 19_999)
    }
}
