import Testing

@testable import JSON

/// Strings are scanned 16 bytes at a time: whatever stands in one counts at every place in it, and near the end.
@Suite struct ScanTests {
    /// What a string may contain, and what it then stands for; nil: it is refused.
    static let pieces: [(raw: [UInt8], text: [UInt8]?)] = [
        (Array("\\\"".utf8), Array("\"".utf8)),
        (Array("\\\\".utf8), Array("\\".utf8)),
        (Array("\\n\\/".utf8), Array("\n/".utf8)),
        (Array("\\u003c".utf8), Array("<".utf8)),
        (Array("\\u003C\\u003e\\uD83D\\uDE00\\ud7ff".utf8), Array("<>😀\u{D7FF}".utf8)),
        (Array("\\uDBFF\\uDFFF".utf8), Array("\u{10FFFF}".utf8)),
        (Array("\\uFFFF\\ue000".utf8), Array("\u{FFFF}\u{E000}".utf8)),
        (Array("é€😀\u{7F}".utf8), Array("é€😀\u{7F}".utf8)),
        (Array("\\u00".utf8), nil), (Array("\\u00g0".utf8), nil), (Array("\\u00:0".utf8), nil),
        (Array("\\u@000".utf8), nil), (Array("\\u`000".utf8), nil), (Array("\\u000/".utf8), nil),
        (Array("\\u00".utf8) + [0xB0, 0x30], nil), (Array("\\U003c".utf8), nil), (Array("\\x".utf8), nil),
        (Array("\\ud800".utf8), nil), (Array("\\udc00".utf8), nil), (Array("\\ud800\\u0041".utf8), nil),
        (Array("\\uD800\\uD800".utf8), nil), (Array("\"".utf8), nil), ([0x1F], nil), ([0x00], nil), ([0x0A], nil),
        ([0x80], nil), ([0xC0, 0x80], nil), ([0xED, 0xA0, 0x80], nil), ([0xF4, 0x90, 0x80, 0x80], nil), ([0xFF], nil),
    ]

    @Test(arguments: pieces)
    func `a piece of a string means the same wherever it stands in it`(raw: [UInt8], text: [UInt8]?) {
        for before in 0...17 {
            for after in 0...17 {
                let (head, tail) = ([UInt8](repeating: 0x61, count: before), [UInt8](repeating: 0x7A, count: after))
                let literal = Array("\"".utf8) + head + raw + tail + Array("\"".utf8)
                let value = try? Parser.parse(literal).root.utf8
                #expect(value == text.map { head + $0 + tail }, "\(before) before, \(after) after")
            }
        }
    }

    @Test(arguments: pieces)
    func `a piece of a key means the same wherever it stands in it`(raw: [UInt8], text: [UInt8]?) {
        for before in 0...17 {
            for end in [":1}", " : 1 }", ":\"\"}                  ", ":[{}]\n}"] {
                let head = [UInt8](repeating: 0x61, count: before)
                let object = try? Parser.parse(Array("{\"".utf8) + head + raw + Array("\"\(end)".utf8)).root
                #expect(object.map { Array($0.members).count } == text.map { _ in 1 }, "\(before) before \(end)")
                guard let text else { continue }
                let key = String(decoding: head + text, as: UTF8.self)
                #expect(object?.members.map { Array($0.key.utf8) } == [head + text])
                #expect(object?.member(key) != nil, "\(before) before \(end)")
            }
        }
    }

    @Test(arguments: ["", " ", "\n  ", "\r\n\t", String(repeating: " ", count: 40)])
    func `space may stand between any two tokens, and none need`(space: String) throws {
        let tokens = ["{", "\"a\"", ":", "[", "1", ",", "true", ",", "\"x\"", ",", "{", "}", ",", "[", "]", "]", "}"]
        for after in ["", String(repeating: " ", count: 40)] {
            let text = ([""] + tokens + [after]).joined(separator: space)
            let elements = try parse(text)["a"]?.elements.map(\.raw)
            #expect(elements == ["1", "true", "x", "{\(space)}", "[\(space)]"])
        }
    }

    /// Every word and number at every distance from the end, as words are looked at five bytes at a time.
    @Test(arguments: ["true", "false", "null", "0", "-12.5e3", "{}", "[]", "\"\"", "\"a\""])
    func `a value is read however near the end it stands`(value: String) throws {
        for end in 0...20 {
            let space = String(repeating: " ", count: end)
            #expect(try parse(value + space).kind == parse("[\(value)\(space)]").elements.map(\.kind).first)
            #expect(throws: ParseError.self) { try parse("[\(value)x\(space)]") }
            #expect(throws: ParseError.self) { try parse("[\(value.dropLast())\(space)") }
        }
    }

    /// While it is open, an object's node says that it may have a key twice; once it is closed, it says no such thing.
    @Test func `keys that are alike but not the same leave no trace`() throws {
        let document = try Parser.parse(Self.object((0..<9).map { "\"some-key-\($0)\"" }))
        #expect((0..<document.nodeCount).allSatisfy { !document.node(at: $0).isEscaped })
    }

    @Test(arguments: ["", "\\", "\\u", "\\u0", "\\u003", "\\ud83d", "\\ud83d\\", "\\ud83d\\u", "\\ud83d\\ude0"])
    func `a text that ends within a string is refused, however long the string is`(end: String) {
        for length in 0...20 {
            let text = "[\"" + String(repeating: "a", count: length) + end
            #expect(throws: ParseError.self) { try Parser.parse(Array(text.utf8)) }
        }
    }

    @Test(arguments: [2, 3, 8, 9, 31, 32, 33, 34, 63, 64, 65, 200])
    func `a key that stands twice is found among however many, and wherever`(count: Int) {
        // Alike in their first eight bytes and in length, so that they are told apart only by all of their bytes.
        let keys = (0..<count).map { "\"some-key-\(1_000 + $0)\"" }
        #expect(throws: Never.self) { try Parser.parse(Self.object(keys)) }
        for twin in [0, count / 2, count - 2] {
            for place in [twin + 1, count] {
                for spelling in [keys[twin], keys[twin].replacing("some", with: "s\\u006fme")] {
                    var twice = keys
                    twice.insert(spelling, at: place)
                    let plain = keys[twin].dropFirst().dropLast()
                    #expect("\(twin) at \(place) of \(count)") { try Parser.parse(Self.object(twice)) } throws: {
                        error in
                        (error as? ParseError)?.reason == .duplicateKey(String(plain))
                    }
                }
            }
        }
    }

    private static func object(_ keys: [String]) -> [UInt8] {
        Array("{\(keys.map { "\($0):{\"a\":[{}]}" }.joined(separator: ","))}".utf8)
    }
}
