import Rules
import Testing

@testable import Admission

@Suite struct EveryRuleTests {
    static let user = "alice@example.com"

    static func settings(_ rule: EveryRule, _ level: EveryRule.Level, _ reach: Reach = Reach()) -> Settings {
        kargoSettings {
            rule.set(level, &$0)
            rule.reach(&$0, reach)
        }
    }

    static func ids(_ decision: Decision, _ key: Annotation.Key) -> [String] {
        decision[key]?.split(separator: ",").map(String.init) ?? []
    }

    @Test func `every rule of the catalogue has its case`() {
        let ids = Catalogue.validators.map { $0.id } + Catalogue.mutators.map { $0.id }
        #expect(EveryRule.all.map(\.id) == ids.sorted())
        for rule in EveryRule.all { #expect(rule.isMutator == Catalogue.mutators.contains { $0.id == rule.id }) }
    }

    @Test(arguments: EveryRule.all)
    func `in force it denies or changes, and is named twice`(_ rule: EveryRule) throws {
        let decision = try rule.decided(Self.settings(rule, .full))
        #expect(decision.isAllowed == rule.isMutator && (decision.patch != nil) == rule.isMutator)
        #expect(Self.ids(decision, .rules).contains(rule.id) && Self.ids(decision, .violations).contains(rule.id))
    }

    @Test(arguments: EveryRule.all)
    func `set to warn it warns of the same, and is named still`(_ rule: EveryRule) throws {
        let denied = try rule.decided(Self.settings(rule, .full))
        let decision = try rule.decided(Self.settings(rule, .warn))
        #expect(decision.isAllowed && decision.patch == nil)
        #expect(decision.annotations == denied.annotations)
        #expect(decision.findings.contains { $0.rule == rule.id && $0.severity == .warning })
        #expect(!decision.findings.contains { $0.severity == .error })
        guard !rule.isMutator else {
            #expect(decision.warnings.contains { $0.hasPrefix("\(rule.id) would change: ") })
            return
        }
        // All that the denial says, each by itself.
        let errors = denied.findings.filter { $0.severity == .error }.map(\.message)
        #expect(!errors.isEmpty)
        for error in errors { #expect(decision.findings.contains { $0.rule == rule.id && $0.message == error }) }
        #expect(decision.warnings.count > denied.warnings.count)
    }

    @Test(arguments: EveryRule.all)
    func `turned off it says nothing, and is not named`(_ rule: EveryRule) throws {
        Self.checkAbsent(rule, try rule.decided(Self.settings(rule, .disabled)))
    }

    static let outOfReach: [(String, @Sendable (inout Reach, EveryRule) -> Void)] = [
        ("other namespaces", { reach, _ in reach.namespaces = ["other", "x*"] }),
        ("all but this", { reach, rule in reach.exceptNamespaces = [NamePattern(rule.namespace)] }),
        (
            "all but those that begin so",
            { reach, rule in reach.exceptNamespaces = [NamePattern("\(rule.namespace.prefix(2))*")] }
        ),
        (
            "in here, but not in here",
            { reach, rule in
                (reach.namespaces, reach.exceptNamespaces) = ([NamePattern(rule.namespace)], ["*"])
            }
        ),
        ("everybody but alice", { reach, _ in reach.exceptUsers = ["bob", "alice@example.com"] }),
        ("everybody but those called so", { reach, _ in reach.exceptUsers = ["alice@*"] }),
    ]

    @Test(arguments: EveryRule.all, outOfReach)
    func `out of its reach it says nothing, and is not named`(
        _ rule: EveryRule, _ row: (name: String, limit: @Sendable (inout Reach, EveryRule) -> Void)
    ) throws {
        var reach = Reach()
        row.limit(&reach, rule)
        for level in EveryRule.Level.allCases {
            Self.checkAbsent(rule, try rule.decided(Self.settings(rule, level, reach)))
        }
    }

    static let inReach: [(String, @Sendable (inout Reach, EveryRule) -> Void)] = [
        ("this namespace", { reach, rule in reach.namespaces = ["other", NamePattern(rule.namespace)] }),
        ("those that begin so", { reach, rule in reach.namespaces = [NamePattern("\(rule.namespace.prefix(2))*")] }),
        ("all but others", { reach, rule in reach.exceptNamespaces = ["other", NamePattern("\(rule.namespace)2")] }),
        ("everybody but others", { reach, _ in reach.exceptUsers = ["bob", "alice", "alice@example.com2", ""] }),
    ]

    @Test(arguments: EveryRule.all, inReach)
    func `within its reach it decides as everywhere`(
        _ rule: EveryRule, _ row: (name: String, limit: @Sendable (inout Reach, EveryRule) -> Void)
    ) throws {
        var reach = Reach()
        row.limit(&reach, rule)
        for level in [EveryRule.Level.full, .warn] {
            let decision = try rule.decided(Self.settings(rule, level, reach))
            let other = try rule.decided(Self.settings(rule, level))
            #expect(decision.annotations == other.annotations && decision.findings == other.findings)
            #expect(decision.status == other.status && decision.warnings == other.warnings)
            #expect(decision.patch?.json == other.patch?.json)
        }
    }

    private static func checkAbsent(_ rule: EveryRule, _ decision: Decision) {
        for annotation in decision.annotations {
            #expect(!annotation.value.split(separator: ",").contains(Substring(rule.id)), "\(annotation)")
        }
        #expect(!decision.findings.contains { $0.rule == rule.id })
        #expect(!decision.warnings.contains { $0.contains(rule.id) })
        if rule.isMutator { #expect(decision.patch == nil || !ids(decision, .violations).contains(rule.id)) }
    }
}

extension EveryRule: CustomTestStringConvertible {
    var testDescription: String { id }
}
