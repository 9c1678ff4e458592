import Testing
import YAML

@testable import Migration

/// What is found fast is what is found slowly.
@Suite struct IndexTests {
    static let texts = [
        "", "\n", "a", "a\nb", "a\n\nb\n", "\r\n\r\n", "é\n\u{1F680}ü", "\u{FEFF}é\na\n", "ab\u{1F680}", "\n\n\n",
    ]

    @Test(arguments: texts) func `lines and columns are those that one counts`(_ text: String) {
        let bytes = Array(text.utf8)
        let source = SourceText(bytes)
        for offset in 0...bytes.count {
            let start = bytes[..<offset].lastIndex(of: 10).map { $0 + 1 } ?? 0
            #expect(source.lineStart(of: offset) == start)
            #expect(source.lineEnd(of: offset) == bytes[offset...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count)
            let line = bytes[..<offset].count { $0 == 10 } + 1
            #expect(source.lineNumber(of: offset) == line)
            // A byte order mark is no character; within a character nobody asks.
            guard offset == bytes.count || bytes[offset] & 0xC0 != 0x80 else { continue }
            let column = String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.count {
                $0 != "\u{FEFF}"
            }
            #expect(source.position(of: offset).line == line && source.position(of: offset).column == column + 1)
        }
    }

    @Test func `any of many texts is found, and no other`() {
        let needles = [
            "aaaaaaab", "aaaaaaaab", "aaaaaaabcc", "bbbbbbbb", "bbbbbbbbb", "abababababab", "ababababb", "short",
        ]
        var index = TextIndex(needles.map { Array($0.utf8) })
        let long = needles.filter { $0.utf8.count >= 8 }
        // Every text of a and b of this length.
        for number in 0..<(1 << 13) {
            let text = (0..<13).map { UInt8(ascii: number >> $0 & 1 == 0 ? "a" : "b") }
            let first = text.indices.first { start in long.contains { text[start...].starts(with: $0.utf8) } }
            guard index.firstOffset(in: text[...]) == first else {
                Issue.record("\(String(decoding: text, as: UTF8.self))")
                return
            }
        }
        #expect(index.firstOffset(in: Array("xaaaaaaabcc".utf8)[2...]) == nil)
        #expect(index.firstOffset(in: []) == nil && index.firstOffset(in: Array("short".utf8)[...]) == nil)
    }

    @Test func `a long password is told by its beginning`() {
        var passwords = Passwords([Array(repeating: UInt8(ascii: "x"), count: 100_000)])
        #expect(passwords.offset(in: Array(repeating: UInt8(ascii: "x"), count: 300)[...]) == 0)
        #expect(passwords.offset(in: Array(repeating: UInt8(ascii: "x"), count: 200)[...]) == nil)
    }

    static let escapes = [
        ("a\\u0026b", "a&b"), ("\\ud83d\\ude80", "\u{1F680}"), ("\\ud83dx", "\\ud83dx"), ("\\", "\\"),
        ("\\u00", "\\u00"),
        ("\\q\\\\n", "\\q\\n"), ("\\/\\'\\\"", "/'\""), ("\\udc00", "\\udc00"), ("\\ud83d\\u0041", "\\ud83dA"),
    ]

    @Test(arguments: escapes) func `escapes are resolved, and nothing else`(_ text: String, _ meaning: String) throws {
        let unescaped = try #require(Unescaped(Array(text.utf8)[...]))
        #expect(String(decoding: unescaped.bytes, as: UTF8.self) == meaning)
        #expect(unescaped.origins.count == unescaped.bytes.count && unescaped.origins == unescaped.origins.sorted())
        #expect(Unescaped(Array("plain".utf8)[...]) == nil)
    }

    @Test func `a long line of JSON with many Projects`() throws {
        let items = (0..<600).map { number in
            """
            {"apiVersion": "kargo.akuity.io/v1alpha1", "kind": "Project", "metadata": {"name": "p\(number)"}, \
            "spec": {"promotionPolicies": [{"stage": "é"}]}}
            """
        }
        let list = "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [\(items.joined(separator: ", "))]}"
        let migration = try migrate(list, called: "in.json")
        #expect(migration.problems.isEmpty && migration.outputs.count == 2 && migration.notes.count == 600)
        let start = list.unicodeScalars.count - items[599].unicodeScalars.count - 2
        #expect(migration.notes[599].position?.column == start + 1 && migration.notes[599].position?.line == 1)
    }
}
