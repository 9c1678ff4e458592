import JSON
import Testing

@testable import Migration

/// What comes out means what went in, whatever it looks like: policies and others in every style there is.
@Suite struct MeaningTests {
    static let policies = [
        "[]", "[{stage: a}]", "\n  - stage: a\n    autoPromotionEnabled: yes\n  - stageSelector:\n      name: b\n",
        "\n    - stage: \"a\"   # x\n    # y\n    - {stage: b,\n  autoPromotionEnabled: true}\n",
        "\n  -\n    stage:\n      a\n  - x: >\n      folded\n      # no comment\n",
        "\n  - - 1\n    - 2\n  - ~\n  - ''\n",
        " # c\n   [{stage: a}, # d\n    {stage: b}]\n",
    ]
    static let before = ["", "  a: 1\n", "  a: |\n    # x\n\n", "  # about\n\n  a: {b: [c]} # d\n"]
    static let after = ["", "  z: 1\n", "  # about z\n  z:\n    - y\n", "\n\n  z: 'x\n   # y'\n"]
    static let tails = ["", "status: {}\n", "# end\n", "---\nkind: x\napiVersion: v1\n", "...\n"]

    @Test(arguments: policies)
    func `old is new with the policies put back`(_ policies: String) throws {
        for before in Self.before {
            for after in Self.after {
                for tail in Self.tails {
                    let body = policies.hasSuffix("\n") ? policies : " \(policies)\n"
                    let text = project("spec:\n\(before)  promotionPolicies:\(body)\(after)\(tail)")
                    for useSelectors in [false, true] {
                        try check(text, stageSelector: useSelectors)
                    }
                }
            }
        }
    }

    private func check(_ text: String, stageSelector: Bool) throws {
        let migration = try migrate(text, stageSelector: stageSelector)
        try #require(migration.problems.isEmpty, "\(migration.problems) \(text)")
        let old = try #require(SourceFile.meanings(of: Array(text.utf8), "a.yaml"))
        let migrated = try #require(migration.text(.migrated))
        let new = try #require(SourceFile.meanings(of: Array(migrated.utf8), "a.yaml"))
        let moved = try #require(old[0]["spec"]?.member("promotionPolicies"))
        let rest = Array(try #require(old[0]["spec"]).members).filter { !$0.has("promotionPolicies") }
        #expect(new[0]["spec"].map { $0.members.map(\.key) } ?? [] == rest.map(\.key), "\(text)")
        for member in rest { #expect(new[0]["spec"]?.member(member.key) == member.value, "\(text)") }
        for member in old[0].members where !member.has("spec") { #expect(new[0].member(member.key) == member.value) }
        #expect(old.dropFirst() == new.dropFirst())
        guard let config = migration.text(.projectConfig) else {
            #expect(moved.elements.first { _ in true } == nil)
            return
        }
        let list = try #require(
            SourceFile.meanings(of: Array(config.utf8), "a.yaml")?.first?["spec"]?["promotionPolicies"])
        for (old, new) in zip(moved.elements, list.elements) where !(stageSelector && old["stage"] != nil) {
            #expect(old == new, "\(text)")
        }
        #expect(moved.elements.count { _ in true } == list.elements.count { _ in true })
        for (old, new) in zip(moved.elements, list.elements) where stageSelector && old["stage"] != nil {
            #expect(new["stageSelector"]?["name"]?.string == old["stage"]?.string && new["stage"] == nil, "\(text)")
            #expect(new["autoPromotionEnabled"]?.bool == old["autoPromotionEnabled"]?.bool)
        }
        // Every comment is in one of the two.
        let comments = text.split(separator: "#").count
        let kept =
            (migration.text(.migrated) ?? "").split(separator: "#").count + config.split(separator: "#").count - 1
        #expect(comments == kept, "\(text)")
    }
}
