import Admission
import Rules
import Testing

@testable import Manifests

@Suite struct KnownKindTests {
    static let rules: [any Rule.Type] = Catalogue.validators + Catalogue.mutators

    @Test func `each resource that a rule is for has its kind`() {
        for scope in Self.rules.flatMap({ $0.scopes }) {
            let kinds = KnownKind.all.filter { $0.resource == scope.resource && $0.group == scope.group }
            #expect(kinds.count == 1, "\(scope.resource).\(scope.group): add it to KnownKind")
        }
    }

    @Test func `a kind that no rule is for, or one of another group, is not known`() {
        for (kind, group) in [("Deployment", "apps"), ("Namespace", "example.com"), ("Project", ""), ("project", "")] {
            #expect(KnownKind.find(kind, in: group) == nil, "\(kind) of \(group)")
        }
        #expect(KnownKind.find("Project", in: "kargo.akuity.io")?.resource == "projects")
    }

    @Test func `each rule has its words, and no other`() {
        #expect(Set(RuleSummary.words.keys) == Set(Self.rules.map { $0.id }), "see RuleSummary")
    }
}
