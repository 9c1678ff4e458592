import Admission
import JSON
import Testing

@testable import Rules

/// Which policy counts is the first that matches (pkg/api/auto_promotion.go of Kargo), so a later one may never do.
@Suite struct PromotionPolicyOrderTests {
    private static func policy(_ name: String, _ isEnabled: Bool?) -> String {
        let enabled = isEnabled.map { #","autoPromotionEnabled":\#($0)"# } ?? ""
        return #"{"stageSelector":\#(name.hasPrefix("{") ? name : #"{"name":"\#(name)"}"#)\#(enabled)}"#
    }

    private static let labels = #"{"matchLabels":{"tier":"prod"}}"#
    private static let nameAndLabels = #"{"name":"glob:*","matchLabels":{"tier":"prod"}}"#
    private static let exactAndLabels = #"{"name":"prod","matchLabels":{"tier":"prod"}}"#

    /// Policies, and each that never counts with the one that does.
    static let rows: [(String, [(String, Bool?)], [(Int, Int)])] = [
        ("nothing before it", [("prod", false)], []),
        ("a glob", [("glob:prod*", true), ("prod", false)], [(1, 0)]),
        ("a glob, the other way round", [("glob:prod*", false), ("prod", true)], [(1, 0)]),
        ("absent is false", [("glob:*", true), ("prod", nil)], [(1, 0)]),
        ("absent and false are the same", [("glob:*", nil), ("prod", false)], []),
        ("the same anyway", [("glob:*", true), ("prod", true)], []),
        ("a regular expression", [("regex:^pr", true), ("prod", false)], [(1, 0)]),
        ("one of its parts", [("regexp:ro", true), ("prod", false)], [(1, 0)]),
        ("one that does not match", [("regex:^rod$", true), ("prod", false)], []),
        ("the narrower one first", [("prod", false), ("glob:*", true)], []),
        ("the first that matches counts, not the next", [("glob:p*", false), ("glob:*", true), ("prod", false)], []),
        ("the first that matches is another", [("glob:x", false), ("glob:*", true), ("prod", false)], [(2, 1)]),
        ("a pattern behind everything", [("glob:*", true), ("glob:prod-*", false)], [(1, 0)]),
        ("labels behind everything", [("regex:.*", true), (labels, false)], [(1, 0)]),
        ("everything behind everything", [("regex:^.*$", true), ("glob:**", false)], [(1, 0)]),
        ("a pattern behind a narrower one", [("glob:p*", true), ("glob:prod-*", false)], []),
        ("labels make it narrower", [(nameAndLabels, true), ("prod", false)], []),
        ("labels alone may match or not", [(labels, true), ("prod", false)], []),
        ("labels besides do not help", [("glob:*", true), (exactAndLabels, false)], [(1, 0)]),
        (
            "two of them", [("glob:a*", true), ("a", false), ("glob:b*", false), ("b", true), ("c", true)],
            [(1, 0), (3, 2)]
        ),
        ("what does not parse matches nothing", [("glob:[", true), ("prod", false)], []),
    ]

    @Test(arguments: rows)
    func `a policy that never counts is pointed out, with the one that does`(
        _ row: String, _ policies: [(String, Bool?)], _ hidden: [(Int, Int)]
    ) throws {
        let list = policies.map { Self.policy($0.0, $0.1) }.joined(separator: ",")
        let decision = try projectConfig(policies: "[\(list)]").decided(by: PromotionPolicies.self)
        let found = decision.warnings.filter { $0.contains("never counts") }
        #expect(found.count == hidden.count, "\(found)")
        for (warning, (index, hider)) in zip(found, hidden) {
            #expect(
                warning.hasPrefix("spec.promotionPolicies[\(index)]: never counts: spec.promotionPolicies[\(hider)] "))
        }
    }

    /// TestFindMatchingPromotionPolicy and TestIsAutoPromotionEnabled: the policies of each case with what they do for the
    /// Stage `fake-stage`; what a webhook cannot see is left to Kargo, and said.
    static let kargo: [(name: String, policies: String?, causes: [String], because: String)] = [
        ("nil without ProjectConfig", nil, [], "there is no request then"),
        ("error getting ProjectConfig", nil, [], "there is no request then"),
        ("nil when no policy matches", #"[{"stageSelector":{"name":"other-stage"}}]"#, [], ""),
        (
            "returns first matching policy even when a later one also matches",
            #"[{"stage":"other-stage"},{"stage":"fake-stage","autoPromotionEnabled":true},{"stage":"fake-stage"}]"#,
            ["spec.promotionPolicies[2]"], "the later one is refused: it never counts"
        ),
        ("matches by deprecated Stage field", #"[{"stage":"fake-stage"}]"#, [], ""),
        ("disabled without ProjectConfig", nil, [], "there is no request then"),
        ("disabled with empty promotion policies", "[]", [], ""),
        ("enabled by deprecated Stage field", #"[{"stage":"fake-stage","autoPromotionEnabled":true}]"#, [], ""),
        (
            "returns first matching policy for the Stage",
            #"[{"stage":"other-stage"},{"stage":"fake-stage","autoPromotionEnabled":true},{"stage":"fake-stage"}]"#,
            ["spec.promotionPolicies[2]"], "the later one is refused: it never counts"
        ),
        (
            "enabled by matching name selector",
            #"[{"stageSelector":{"name":"fake-stage"},"autoPromotionEnabled":true}]"#, [], ""
        ),
        (
            "enabled by matching label selector",
            #"[{"stageSelector":{"matchLabels":{"tier":"prod"}},"autoPromotionEnabled":true}]"#, [], ""
        ),
        (
            "disabled by non-matching selector",
            #"[{"stageSelector":{"name":"other-stage"},"autoPromotionEnabled":true}]"#, [], ""
        ),
    ]

    @Test func `what Kargo reads without an error passes, or there is a reason`() throws {
        for row in Self.kargo {
            guard let policies = row.policies else {
                #expect(!row.because.isEmpty, "\(row.name)")
                continue
            }
            let decision = try projectConfig(policies: policies).decided(by: PromotionPolicies.self)
            #expect(decision.fields == row.causes, "\(row.name)")
            #expect(decision.isAllowed == row.because.isEmpty, "\(row.name)")
        }
    }

    private func check(_ policies: [String]) throws -> (PromotionPolicyCheck, Findings) {
        var (check, findings) = (PromotionPolicyCheck(), Findings())
        check.check(try Parser.parse(Array("[\(policies.joined(separator: ","))]".utf8)).root, &findings)
        return (check, findings)
    }

    /// The matches for so many patterns and, behind them, so many names that say otherwise.
    private func matches(patterns: Int, names: Int) throws -> Int {
        let hiders = (0..<patterns).map { Self.policy($0 % 2 == 0 ? "glob:x\($0)*" : "regex:^x\($0)$", true) }
        let (check, findings) = try check(hiders + (0..<names).map { Self.policy("stage-\($0)", false) })
        #expect(findings.violations.isEmpty && check.names.count == names)
        #expect(check.order.isIncomplete == (patterns > PolicyOrder.maximumPatterns && names > 0))
        return check.order.matches
    }

    @Test func `work grows with the policies, not with their square`() throws {
        #expect(try matches(patterns: 0, names: 2_000) == 0)
        #expect(try matches(patterns: 3, names: 500) == 1_500)
        #expect(try matches(patterns: 3, names: 1_000) == 3_000)
        #expect(try matches(patterns: 16, names: 100) == 1_600)
        #expect(try matches(patterns: 17, names: 100) == 1_600)
        #expect(try matches(patterns: 1_000, names: 1_000) == 16_000)
    }

    @Test func `where nothing could be said otherwise nothing is matched`() throws {
        let list = (0..<100).map { Self.policy("glob:x\($0)*", true) } + (0..<100).map { Self.policy("s-\($0)", true) }
        let (check, findings) = try check(list)
        #expect(check.order.matches == 0 && !check.order.isIncomplete)
        #expect(findings.warnings.count == 1, "all patterns that promote, at once")
    }

    @Test func `matching ends where it has cost enough, and that is said`() throws {
        let large = (0..<16).map { Self.policy("regex:^(a{200}[b-y]{9\($0)}|c{500})z$", true) }
        let name = String(repeating: "a", count: 240)
        let (check, findings) = try check(large + (0..<2_000).map { Self.policy("\(name)-\($0)", false) })
        #expect(check.order.isIncomplete && check.order.matches < 1_000)
        #expect(findings.warnings.contains { $0.contains("too many or too large patterns") })
    }

    @Test func `what regular expressions cost has an end`() throws {
        let ordinary = (0..<5_000).map { Self.policy("regex:^s\($0)$", nil) }
        #expect(try check(ordinary).1.violations.isEmpty)
        for costly in ["\\\\pL{1000}", String(repeating: "[:a", count: 1_300)] {
            let few = (0..<100).map { Self.policy("regex:^\($0)[\(costly)]$", nil) }
            #expect(try check(few).1.violations.allSatisfy { $0.path?.description != "spec.promotionPolicies" })
            let many = (0..<1_000).map { Self.policy("regex:^\($0)(\(costly)|x)$", nil) }
            #expect(try check(many).1.violations.contains { $0.path?.description == "spec.promotionPolicies" })
        }
    }

    @Test func `what dangers most is said first, however much else there is`() throws {
        let list =
            [Self.policy("glob:prod-*", true)] + (0..<60).map { Self.policy("regex:team\($0)-.*", true) }
            + [Self.policy("prod-eu", false)]
        let (_, findings) = try check(list)
        #expect(findings.warnings.first?.hasPrefix("spec.promotionPolicies[61]: never counts") == true)
        #expect(findings.warnings.dropFirst().first?.contains("and 60 more: who creates") == true)
    }

    @Test func `globs are held against nothing that costs`() throws {
        let globs = (0..<3_000).map { Self.policy("glob:s\($0)", nil) }
        #expect(try check(globs).1.violations.isEmpty)
    }
}
