import Files
import Testing

/// What docs/security.md leans on is there.
@Suite struct SecurityTests {
    private static let path = "\(Manifests.root)/docs/security.md"
    let text: String

    init() throws {
        text = try String(decoding: Files.read(Self.path, limit: 1 << 20), as: UTF8.self)
    }

    @Test func `each of the threats has its line, and what can be answered has a test`() {
        let rows = text.split(separator: "\n").filter { $0.starts(with: /\| \d+ \|/) }
        #expect(rows.compactMap { Int($0.split(separator: " ")[1]) } == Array(1...18))
        for row in rows where !row.contains("Out of scope") { #expect(row.contains("Tests/"), "\(row)") }
    }

    @Test func `every file that is named is there`() throws {
        let named = Set(text.matches(of: /`([A-Za-z]+\/[A-Za-z+\/]+[a-z])`/).map { String($0.1) })
        #expect(named.count > 40)
        for name in named {
            let folder = name.prefix { $0 != "/" }.hasSuffix("Tests") ? "Tests" : "Sources"
            #expect(throws: Never.self, "\(name)") {
                _ = try Files.read("\(Manifests.root)/\(folder)/\(name).swift", limit: 1 << 20)
            }
        }
    }

    @Test func `every page that is linked is there`() throws {
        for link in text.matches(of: /\]\(([a-z-]+\.md)\)/).map({ String($0.1) }) {
            #expect(throws: Never.self, "\(link)") {
                _ = try Files.read("\(Manifests.root)/docs/\(link)", limit: 1 << 20)
            }
        }
    }
}
