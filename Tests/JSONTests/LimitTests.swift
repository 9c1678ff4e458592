internal import Testing

@testable import JSON

struct LimitTests {
    private static func nested(_ depth: Int, _ open: String, _ close: String) -> [UInt8] {
        Array((String(repeating: open, count: depth) + String(repeating: close, count: depth)).utf8)
    }

    @Test func `arrays may be nested to the limit and no deeper`() throws {
        let limit = Limits().depth
        #expect(limit == 10_002)
        #expect(try Parser.parse(Self.nested(limit, "[", "]")).nodeCount == limit)
        #expect(refusal(of: Self.nested(limit + 1, "[", "]")) == ParseError(.tooDeep(limit: limit), at: limit))
    }

    @Test func `objects may be nested to the limit and no deeper`() throws {
        var limits = Limits()
        limits.depth = 3
        #expect(try parse(#"{"a":{"b":[1]}}"#, limits).member("a") != nil)
        #expect(refusal(of: Array(#"{"a":{"b":[[]]}}"#.utf8), limits) == ParseError(.tooDeep(limit: 3), at: 11))
    }

    @Test func `depth counts what is open, not what has been`() throws {
        var limits = Limits()
        limits.depth = 2
        #expect(try parse("[[],[],{},[1]]", limits).elements.map(\.raw) == ["[]", "[]", "{}", "[1]"])
    }

    @Test func `values and keys are counted`() throws {
        var limits = Limits()
        limits.nodes = 5
        #expect(try Parser.parse(Array(#"{"a":1,"b":2}"#.utf8), limits: limits).nodeCount == 5)
        #expect(refusal(of: Array(#"{"a":1,"b":[2]}"#.utf8), limits) == ParseError(.tooManyValues(limit: 5), at: 12))
        #expect(refusal(of: Array("[1,2,3,4,5]".utf8), limits) == ParseError(.tooManyValues(limit: 5), at: 9))
    }

    @Test(arguments: ["1", "[]", "{}", "[1,2]"], [100, 4_000, 60_000])
    func `a text of nothing but short values has room for all of them`(_ value: String, _ count: Int) throws {
        let text = Array("[\(Array(repeating: value, count: count).joined(separator: ","))]".utf8)
        let document = try Parser.parse(text)
        let nodes = 1 + count * (value == "[1,2]" ? 3 : 1)
        #expect(document.nodeCount == nodes && document.root.elements.allSatisfy { $0.raw == value })
        var limits = Limits()
        limits.nodes = nodes - 1
        #expect(refusal(of: text, limits)?.reason == .tooManyValues(limit: nodes - 1))
    }

    @Test func `what is wrong behind many short values is said as ever`() {
        let text = Array("[\(String(repeating: "1,", count: 4_000))x]".utf8)
        #expect(refusal(of: text)?.offset == 8_001)
    }

    @Test func `of 200,000 keys in one object the one that stands twice is found`() {
        let keys = (0..<200_000).map { "\"\($0)\":0" }.joined(separator: ",")
        #expect(refusal(of: Array("{\(keys),\"\\u0037\":0}".utf8))?.reason == .duplicateKey("7"))
    }

    @Test(arguments: 2...40) func `a key that stands twice is found however many others there are`(_ count: Int) throws
    {
        let keys = (0..<count).map { "\"k\($0)\":{\"a\":[{\"a\":1}]}" }
        _ = try parse("{\(keys.joined(separator: ","))}")
        for twice in [0, count / 2, count - 1] {
            let text = "{\(keys.joined(separator: ",")),\"k\(twice)\":1}"
            #expect(refusal(of: Array(text.utf8))?.reason == .duplicateKey("k\(twice)"))
        }
    }

    @Test func `characters that only look or normalise the same are different keys`() throws {
        #expect(
            try parse("{\"\u{212A}\":1,\"K\":2,\"k\":3,\"e\u{301}\":4,\"\u{E9}\":5}").members.map(\.value.integer) == [
                1, 2, 3, 4, 5,
            ])
    }
}
