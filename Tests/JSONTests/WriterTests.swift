internal import Testing

@testable import JSON

struct WriterTests {
    private func written(_ body: (inout Writer) -> Void) -> String {
        var writer = Writer()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func `commas come by themselves`() {
        let text = written { writer in
            writer.beginObject()
            writer.key("a")
            writer.beginArray()
            writer.endArray()
            writer.key("b")
            writer.beginArray()
            writer.integer(-1)
            writer.number("1.50")
            writer.beginObject()
            writer.endObject()
            writer.beginObject()
            writer.key("c")
            writer.null()
            writer.endObject()
            writer.bool(true)
            writer.string("x")
            writer.endArray()
            writer.key("d")
            writer.bool(false)
            writer.endObject()
        }
        #expect(text == #"{"a":[],"b":[-1,1.50,{},{"c":null},true,"x"],"d":false}"#)
    }

    @Test(arguments: [
        "", "a", "\"", "\\", "/", "\n\r\t", "\0\u{1}\u{1F}", "\u{7F}\u{80}\u{2028}", "é😀", "e\u{301}", "</script>",
    ])
    func `any text reads back as itself, as a value and as a key`(_ text: String) throws {
        let json = written { writer in
            writer.beginObject()
            writer.key(text)
            writer.string(text)
            writer.endObject()
        }
        let member = try #require(Array(parse(json).members).first)
        #expect(member.key.utf8.elementsEqual(text.utf8))
        #expect(member.value.isString(text))
    }

    @Test func `control characters are escaped, the rest stays as it is`() {
        #expect(written { $0.string("a\"\\\n\u{1}\u{7F}é/") } == #""a\"\\\n\u0001\u007fé/""#)
    }

    @Test(arguments: [#""a\u0041\n""#, "1.50", #"{"a" : [1]}"#, "true", "null", "[]"])
    func `a value of a document is written as it was`(_ json: String) throws {
        let value = try parse(json)
        let text = written { writer in
            writer.beginArray()
            writer.value(value)
            writer.value(value)
            writer.endArray()
        }
        #expect(text == "[\(json),\(json)]")
    }

    @Test(arguments: [
        ("\u{9B}31m", #""\u009b31m""#), ("\u{85}\u{A0}é", "\"\\u0085\u{A0}é\""), ("a\u{202E}b", #""a\u202eb""#),
        ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("\u{2066}\u{2069}\u{200F}", #""\u2066\u2069\u200f""#),
        ("\u{61C}a", #""\u061ca""#), ("a\u{200B}\u{200C}\u{200D}b", #""a\u200b\u200c\u200db""#),
        ("\u{2060}\u{2064}\u{2065}", #""\u2060\u2064\u2065""#), ("\u{206A}\u{206F}", #""\u206a\u206f""#),
        ("\u{FEFF}\u{FFF9}\u{FFFB}", #""\ufeff\ufff9\ufffb""#),
        ("\u{E0000}\u{E0041}\u{E007F}", #""\udb40\udc00\udb40\udc41\udb40\udc7f""#),
        ("€ – …", "\"€ – …\""), ("\u{61B}\u{61D}\u{200A}\u{2010}", "\"\u{61B}\u{61D}\u{200A}\u{2010}\""),
        ("\u{205F}\u{2070}\u{FEFE}\u{FFF8}\u{FFFC}", "\"\u{205F}\u{2070}\u{FEFE}\u{FFF8}\u{FFFC}\""),
        ("\u{DFFFF}\u{E0080}\u{E0100}\u{1F600}", "\"\u{DFFFF}\u{E0080}\u{E0100}\u{1F600}\""),
        ("\u{60B}\u{9C}é\u{300}", "\"\u{60B}\\u009cé\u{300}\""), ("\u{7F}\u{1B}", #""\u007f\u001b""#),
    ])
    func `what would steer a terminal or turn a text around is escaped`(_ text: String, _ written: String) throws {
        var writer = Writer()
        writer.string(text)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == written)
        #expect(try Parser.parse(writer.bytes).root.string == text)
    }
}
