internal import Testing

@testable import JSON

struct ValueTests {
    @Test(arguments: [
        (#""""#, ""), (#""abc""#, "abc"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u0041\u00e9\u20AC""#, "Aé€"),
        (#""\ud83d\ude00""#, "😀"), (#""\uD834\udd1e!""#, "𝄞!"), (#""\udbff\udfff""#, "\u{10FFFF}"),
        (#""\u0000""#, "\0"),
        (#""a\\u0041""#, "a\\u0041"), ("\"é😀\u{7F}\"", "é😀\u{7F}"), (#""x\\""#, "x\\"),
        (#""\ud7ff\ue000""#, "\u{D7FF}\u{E000}"),
    ])
    func `a string has its escapes resolved`(_ text: String, _ string: String) throws {
        let value = try parse(text)
        #expect(value.string?.unicodeScalars.elementsEqual(string.unicodeScalars) == true)
        #expect(value.isString(string))
        #expect(!value.isString(string + "x"))
        #expect(value.raw == String(text.dropFirst().dropLast()))
    }

    @Test(arguments: [
        "0", "-0", "1", "-1", "1.0", "1e3", "1E+3", "1e-3", "0.10", "123456789012345678901234567890", "1.50", "0e0",
        "-1.5E-07",
    ])
    func `a number is kept as it was written`(_ text: String) throws {
        #expect(try parse(text).number == text)
        #expect(try parse("[ \(text) ]").elements.map(\.number) == [text])
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("9223372036854775807", .max), ("-9223372036854775808", .min),
            ("9223372036854775808", nil),
            ("1.0", nil), ("1e3", nil), (#""1""#, nil), ("true", nil), ("null", nil),
        ] as [(String, Int?)])
    func `an integer is one that fits and is written as one`(_ text: String, _ integer: Int?) throws {
        #expect(try parse(text).integer == integer)
    }

    @Test(
        arguments: [
            ("{}", .object, "object"), ("[]", .array, "array"), (#""""#, .string, "string"), ("1", .number, "number"),
            ("true", .bool, "boolean"), ("false", .bool, "boolean"), ("null", .null, "null"),
        ] as [(String, Kind, String)])
    func `a value is of its kind and of no other`(_ text: String, _ kind: Kind, _ name: String) throws {
        let value = try parse(text)
        #expect(value.kind == kind)
        #expect(kind.name == name)
        #expect((value.string != nil) == (kind == .string))
        #expect((value.number != nil) == (kind == .number))
        #expect(value.bool == (text == "true" ? true : text == "false" ? false : nil))
        #expect(value.isNull == (kind == .null))
        #expect(Array(value.members).isEmpty && Array(value.elements).isEmpty)
    }

    @Test func `members are found by their exact keys`() throws {
        let value = try parse(#" { "a" : 1 , "b":{"a":2,"x":[{"a":3}]}, "\u0063":null, "A":4, "":5, "aa":6 } "#)
        #expect(value["a"]?.integer == 1)
        #expect(value["A"]?.integer == 4)
        #expect(value[""]?.integer == 5)
        #expect(value["aa"]?.integer == 6)
        #expect(value["b"]?["a"]?.integer == 2)
        #expect(value["c"] == nil)
        #expect(value.member("c")?.isNull == true)
        #expect(value["x"] == nil)
        #expect(value["a"]?["a"] == nil)
        #expect(value.members.map(\.key) == ["a", "b", "c", "A", "", "aa"])
        #expect(value.members.map(\.value.index) == value.members.map { $0.index + 1 })
    }

    @Test func `a key that normalises the same is another`() throws {
        let value = try parse("{\"e\u{301}\":1,\"\u{212A}\":2}")
        #expect(value["é"] == nil)
        #expect(value["K"] == nil)
        #expect(value["e\u{301}"]?.integer == 1)
    }

    @Test func `elements come in their order, with what is in them left out`() throws {
        let value = try parse(#"[1,[2,[3]],{"a":[4]},"5",[],{},6]"#)
        #expect(value.elements.map(\.raw) == ["1", "[2,[3]]", #"{"a":[4]}"#, "5", "[]", "{}", "6"])
        #expect(value.document.nodeCount == 14)
    }

    @Test func `values know where they stand`() throws {
        let value = try parse(#"  {"a": [true , "x"]}  "#)
        #expect(value.byteRange == 2..<21)
        #expect(value["a"]?.byteRange == 8..<20)
        #expect(value["a"]?.elements.map(\.byteRange) == [9..<13, 17..<18])
    }
}
