internal import Testing

@testable import JSON

func parse(_ text: String, _ limits: Limits = Limits()) throws -> Value {
    try Parser.parse(Array(text.utf8), limits: limits).root
}

/// Why a text is refused; nil, with an issue, where it is not.
func refusal(of bytes: [UInt8], _ limits: Limits = Limits()) -> ParseError? {
    #expect(throws: ParseError.self) { try Parser.parse(bytes, limits: limits) }
}
