internal import Testing

@testable import JSON

/// The cases of JSONTestSuite (Nicolas Seriot, "Parsing JSON is a Minefield", 2016), by their names there. In their
/// texts `‹FF›` stands for the byte 0xFF.
struct SuiteTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        var testDescription: String { name }
    }

    static func cases(_ table: KeyValuePairs<String, String>) -> [Case] {
        table.map { Case(name: $0.key, bytes: bytes($0.value)) }
    }

    @Test(arguments: cases(accepted)) func `what is JSON is taken`(_ this: Case) throws {
        _ = try Parser.parse(this.bytes)
    }

    @Test(arguments: cases(refused)) func `what is not JSON is refused`(_ this: Case) {
        let error = #expect(throws: ParseError.self) { try Parser.parse(this.bytes) }
        #expect((0...this.bytes.count).contains(error?.offset ?? -1))
    }

    @Test(arguments: cases(stricter)) func `what others read in two ways is refused`(_ this: Case) {
        #expect(throws: ParseError.self) { try Parser.parse(this.bytes) }
    }

    @Test func `a hundred thousand brackets are refused without recursion`() {
        // n_structure_100000_opening_arrays and n_structure_open_array_object
        for text in ["[", "[{\"\":"] {
            #expect(throws: ParseError.self) { try Parser.parse(Array(String(repeating: text, count: 100_000).utf8)) }
        }
    }

    @Test func `five hundred arrays within each other are taken`() throws {
        // i_structure_500_nested_arrays
        let text = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
        #expect(try Parser.parse(Array(text.utf8)).nodeCount == 500)
    }

    private static func bytes(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, part) in text.split(separator: "‹", omittingEmptySubsequences: false).enumerated() {
            guard index > 0 else {
                bytes += part.utf8
                continue
            }
            bytes.append(UInt8(part.prefix(2), radix: 16) ?? 0)
            bytes += part.dropFirst(3).utf8
        }
        return bytes
    }
}
