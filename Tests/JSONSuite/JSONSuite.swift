/// The cases of JSONTestSuite (Nicolas Seriot, "Parsing JSON is a Minefield", 2016), by their names there. In their
/// texts `‹FF›` stands for the byte 0xFF.
package enum JSONSuite {
    package struct Case: Sendable, CustomStringConvertible {
        package let name: String
        package let bytes: [UInt8]
        package var description: String { name }
    }

    /// More brackets than anybody would write (`n_`).
    package static let endless = ["n_structure_100000_opening_arrays": "[", "n_structure_open_array_object": "[{\"\":"]
        .map { Case(name: $0.key, bytes: Array(String(repeating: $0.value, count: 100_000).utf8)) }

    /// Deeper than most parsers go (`i_`), and we take it.
    package static let deep = Case(
        name: "i_structure_500_nested_arrays",
        bytes: Array((String(repeating: "[", count: 500) + String(repeating: "]", count: 500)).utf8))

    static func cases(_ table: KeyValuePairs<String, String>) -> [Case] {
        table.map { Case(name: $0.key, bytes: bytes($0.value)) }
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
