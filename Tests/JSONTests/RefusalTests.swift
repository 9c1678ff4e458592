internal import Testing

@testable import JSON

struct RefusalTests {
    @Test(
        arguments: [
            ("", .empty, 0), (" \n\t\r", .empty, 4),
            ("[", .unexpectedEnd, 1), ("{", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2), ("[1,", .unexpectedEnd, 3),
            (#"{"a""#, .unexpectedEnd, 4), (#"{"a":"#, .unexpectedEnd, 5), (#"{"a":1"#, .unexpectedEnd, 6),
            (#"{"a":1,"#, .unexpectedEnd, 7), (#"{"a":1, "#, .unexpectedEnd, 8), (#""a"#, .unexpectedEnd, 2),
            (#""\"#, .unexpectedEnd, 1), (#""\u12"#, .unexpectedEnd, 1), ("tru", .unexpectedEnd, 3),
            ("-", .unexpectedEnd, 1),
            ("1.", .unexpectedEnd, 2), ("1e", .unexpectedEnd, 2), ("1e+", .unexpectedEnd, 3),
            ("x", .unexpected(0x78, wanted: "a value"), 0), ("[1,]", .unexpected(0x5D, wanted: "a value"), 3),
            ("]", .unexpected(0x5D, wanted: "a value"), 0), ("+1", .unexpected(0x2B, wanted: "a value"), 0),
            ("[1 2]", .unexpected(0x32, wanted: "',' or ']'"), 3), ("[1}", .unexpected(0x7D, wanted: "',' or ']'"), 2),
            (#"{"a":1]"#, .unexpected(0x5D, wanted: "',' or '}'"), 6),
            (#"{"a":1 "b""#, .unexpected(0x22, wanted: "',' or '}'"), 7),
            ("{1:1}", .unexpected(0x31, wanted: "a key in quotes"), 1),
            (#"{"a":1,}"#, .unexpected(0x7D, wanted: "a key in quotes"), 7),
            (#"{"a" 1}"#, .unexpected(0x31, wanted: "':'"), 5),
            ("{,}", .unexpected(0x2C, wanted: "a key in quotes"), 1),
            ("nil", .unexpected(0x69, wanted: "null"), 1), ("trUe", .unexpected(0x55, wanted: "true"), 2),
            ("falsy", .unexpected(0x79, wanted: "false"), 4), ("\u{FEFF}{}", .unexpected(0xEF, wanted: "a value"), 0),
            ("1 2", .trailing, 2), ("{}}", .trailing, 2), ("[] ,", .trailing, 3), ("null\0", .trailing, 4),
            ("truex", .trailing, 4),
            ("0x10", .trailing, 1), ("1.5.5", .trailing, 3),
            ("01", .badNumber, 0), ("[-012]", .badNumber, 1), ("-x", .badNumber, 1), ("1.x", .badNumber, 2),
            ("1ex", .badNumber, 2),
            (#""\x""#, .badEscape, 1), (#""a\u12g4""#, .badEscape, 2), (#""\U0041""#, .badEscape, 1),
            ("\"a\nb\"", .controlCharacter(0x0A), 2), ("\"\u{1F}\"", .controlCharacter(0x1F), 1),
            ("{\"\0\":1}", .controlCharacter(0), 2),
            (#""\ud800""#, .loneSurrogate, 1), (#""a\udc00""#, .loneSurrogate, 2),
            (#""\ud800\ud800""#, .loneSurrogate, 1),
            (#""\ud800A""#, .loneSurrogate, 1), (#""\udbff\n""#, .loneSurrogate, 1),
            (#""\ud800\u0041""#, .loneSurrogate, 1),
            (#"{"a":1,"b":2,"a":3}"#, .duplicateKey("a"), 13), (#"{"a":1,"\u0061":2}"#, .duplicateKey("a"), 7),
            (#"[{"x":{"k":1,"k":1}}]"#, .duplicateKey("k"), 13), (#"{"":1,"":2}"#, .duplicateKey(""), 6),
        ] as [(String, ParseError.Reason, Int)])
    func `what is not JSON is refused at its byte`(_ text: String, _ reason: ParseError.Reason, _ offset: Int) {
        #expect(refusal(of: Array(text.utf8)) == ParseError(reason, at: offset))
    }

    /// Unicode 15, table 3-7, by its edges.
    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x7F], [0xC2, 0xC0], [0xDF, 0x22],
            [0xE0, 0x9F, 0xBF], [0xE0, 0xA0], [0xE0, 0xA0, 0x7F], [0xE1, 0x80], [0xE1, 0x7F, 0x80], [0xED, 0xA0, 0x80],
            [0xED, 0xBF, 0xBF], [0xEF, 0xBF, 0xC0], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80],
            [0xF1, 0x80, 0x80, 0xC0],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func `a character that is not UTF-8 is refused at its first byte`(_ character: [UInt8]) {
        #expect(refusal(of: [0x22, 0x61] + character + [0x22]) == ParseError(.invalidUTF8, at: 2))
        #expect(refusal(of: [0x7B, 0x22] + character + [0x22, 0x3A, 0x31, 0x7D]) == ParseError(.invalidUTF8, at: 2))
    }

    @Test(
        arguments: [
            [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xE1, 0x80, 0x80], [0xEC, 0xBF, 0xBF], [0xED, 0x9F, 0xBF],
            [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF1, 0x80, 0x80, 0x80],
            [0xF3, 0xBF, 0xBF, 0xBF],
            [0xF4, 0x8F, 0xBF, 0xBF],
        ] as [[UInt8]])
    func `a character that is UTF-8 is taken`(_ character: [UInt8]) throws {
        let root = try Parser.parse([0x22] + character + [0x22]).root
        #expect(root.string.map { Array($0.utf8) } == character)
    }

    @Test(
        arguments: [
            (.empty, "nothing there; JSON was expected"),
            (.unexpected(0x5D, wanted: "a value"), "']' where a value was expected"),
            (.unexpected(0x20, wanted: "true"), "a space where true was expected"),
            (.controlCharacter(0x0A), "byte 0x0A must be escaped in a string"),
            (.duplicateKey("a\u{200B}"), "the key \"a\\u{200b}\" stands twice in one object"),
            (.tooDeep(limit: 3), "nested more than 3 levels deep"),
            (.tooManyValues(limit: 3), "more than 3 values and keys"),
        ] as [(ParseError.Reason, String)])
    func `a refusal says what is wrong where`(_ reason: ParseError.Reason, _ message: String) {
        #expect("\(ParseError(reason, at: 7))" == "byte 7: \(message)")
    }
}
