internal import Testing

@testable import JSON

struct EqualityTests {
    @Test(arguments: [
        ("1", "1"), ("{}", " { } "), ("[]", "[ ]"), (#""a""#, #""\u0061""#), ("null", "null"),
        ("[true,false]", "[true, false]"),
        (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#),
        (#"{"a":{"x":[1,{}]},"b":2,"c":3}"#, #"{"c":3,"a":{"x":[1,{}]},"b":2}"#),
        (#"{"\u0061":1}"#, #"{"a":1}"#), (#"{"a":1,"b":{"c":1,"d":2}}"#, #"{"a":1,"b":{"d":2,"c":1}}"#),
    ])
    func `what means the same is equal`(_ one: String, _ other: String) throws {
        #expect(try parse(one) == parse(other))
        #expect(try parse(other) == parse(one))
    }

    @Test(arguments: [
        ("1", "2"), ("1", "1.0"), ("1", #""1""#), ("null", "false"), ("true", "false"), ("{}", "[]"), ("[1]", "[1,2]"),
        ("[1,2]", "[2,1]"),
        (#"{"a":1}"#, #"{"a":2}"#), (#"{"a":1}"#, #"{"b":1}"#), (#"{"a":1}"#, #"{"a":1,"b":1}"#),
        (#"{"a":1,"b":1}"#, #"{"b":1,"c":1}"#),
        (#"{"b":1,"a":1}"#, #"{"a":1,"b":1,"c":1}"#), (#"{"a":null}"#, "{}"),
        (#"{"a":[{"b":[1]}]}"#, #"{"a":[{"b":[2]}]}"#),
        (#""a""#, #""A""#), ("\"\u{E9}\"", "\"e\u{301}\""), ("{\"\u{E9}\":1}", "{\"e\u{301}\":1}"),
        ("\"K\"", "\"\u{212A}\""),
    ])
    func `what means something else is not`(_ one: String, _ other: String) throws {
        #expect(try parse(one) != parse(other))
        #expect(try parse(other) != parse(one))
    }

    @Test func `values nested to the limit are compared without recursion`() throws {
        let depth = Limits().depth
        let text = { (inner: String) in
            String(repeating: "[", count: depth) + inner + String(repeating: "]", count: depth)
        }
        #expect(try parse(text("1")) == parse(text("1")))
        #expect(try parse(text("1")) != parse(text("2")))
    }
}
