import Testing

@testable import JSON

@Suite struct WrittenTests {
    private static func member(_ text: String) throws -> Value {
        try #require(try Parser.parse(Array("{\"before\":[1,2],\"it\":\(text),\"after\":{}}".utf8)).root.member("it"))
    }

    private static let objects = [
        #"{"a":"b"}"#, #"{"a":"c"}"#, #"{ "a":"b"}"#, #"{"a":"\u0062"}"#, #"{"a":"b","c":null}"#, "{}", "[]",
        #"["a","b"]"#,
    ]

    @Test func `values are written like themselves and like no others`() throws {
        for (place, one) in Self.objects.enumerated() {
            for (other, text) in Self.objects.enumerated() {
                #expect(try Self.member(one).isWritten(like: Self.member(text)) == (place == other), "\(one) \(text)")
            }
        }
    }

    @Test(arguments: objects) func `a copy of its own is written alike and has nothing around it`(_ text: String) throws
    {
        let value = try Self.member(text)
        let copy = try #require(value.detached)
        #expect(copy.isWritten(like: value) && copy == value && copy.byteRange == 0..<text.utf8.count)
    }

    @Test(arguments: ["1", "null", "true", #""a""#]) func `what is neither object nor array has none`(_ text: String)
        throws
    {
        #expect(try Self.member(text).detached == nil)
    }

    @Test(arguments: [#"bob"#, "", #"b\u006fb"#, "\u{E9}", #"\ud83d\ude00"#, "a very long name of somebody"])
    func `a text in a document is hashed like any other`(_ text: String) throws {
        let value = try Self.member("\"\(text)\"")
        var (one, other) = (Hasher(), Hasher())
        value.hashBytes(into: &one)
        try #require(value.string).hashBytes(into: &other)
        #expect(one.finalize() == other.finalize())
    }
}
