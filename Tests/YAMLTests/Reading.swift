internal import JSON
internal import Testing

@testable import YAML

/// The one document of a text.
func read(_ text: String) throws -> YAMLDocument {
    let documents = try YAMLStream.parse(Array(text.utf8))
    return try #require(documents.count == 1 ? documents.first : nil)
}

/// The JSON that a text of one document becomes.
func json(_ text: String) throws -> String { try read(text).root.raw }

/// Why a text is refused, with its position.
func refusal(of text: String) -> String? {
    #expect(throws: YAMLError.self) { try YAMLStream.parse(Array(text.utf8)) }?.description
}
