import Glibc
import Rules
import Testing

@testable import Admission

@Suite struct CatalogueTests {
    static let rules: [any Rule.Type] = Catalogue.validators + Catalogue.mutators

    @Test func `rules stand in alphabetical order, each once`() {
        for ids in [Catalogue.validators.map { $0.id }, Catalogue.mutators.map { $0.id }] {
            #expect(!ids.isEmpty && ids == ids.sorted())
        }
        #expect(Set(Self.rules.map { $0.id }).count == Self.rules.count)
    }

    /// The defaults, and the one rule that they have disabled.
    static let everything = kargoSettings { $0.cleanupFinalizer.enforce = .fix }

    @Test func `by default it has all rules but the one for other controllers`() {
        let policy = Catalogue.policy(Settings(), digest: "d")
        let ids = policy.validators.map { type(of: $0.rule).id } + policy.mutators.map { type(of: $0.rule).id }
        #expect(ids == Self.rules.map { $0.id }.filter { $0 != "cleanup-finalizer" })
    }

    @Test func `the policy has exactly these, in this order`() {
        let policy = Catalogue.policy(Self.everything, ifUnavailable: .warn, digest: "d")
        #expect(policy.validators.map { type(of: $0.rule).id } == Catalogue.validators.map { $0.id })
        #expect(policy.mutators.map { type(of: $0.rule).id } == Catalogue.mutators.map { $0.id })
        #expect(policy.ifUnavailable == .warn && policy.digest == "d")
    }

    @Test func `a rule's type is called like the rule, and its file like the type`() {
        let sources = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/Sources/Rules/"
        for rule in Self.rules {
            #expect(rule.id.filter { $0 != "-" } == "\(rule)".lowercased())
            #expect(unsafe access("\(sources)\(rule).swift", R_OK) == 0, "\(sources)\(rule).swift")
        }
    }

    @Test func `every rule is for something, and none that changes an object is for its deletion`() {
        for rule in Self.rules {
            #expect(!rule.scopes.isEmpty && rule.scopes.allSatisfy { !$0.operations.isEmpty && !$0.resource.isEmpty })
        }
        for rule in Catalogue.mutators {
            #expect(rule.scopes.allSatisfy { !$0.operations.contains(.delete) })
        }
    }

    static let switches: [(String, @Sendable (inout Settings) -> Void)] = [
        ("cleanup-finalizer", { $0.cleanupFinalizer.enforce = .disabled }),
        ("controller-rolebinding", { $0.controllerRoleBinding.enforce = .disabled }),
        ("controller-serviceaccount", { $0.controllerServiceAccount.enforce = .disabled }),
        ("credential-secret", { $0.credentialSecret.enforce = .disabled }),
        ("keep-namespace", { $0.keepNamespace.enforce = .disabled }),
        ("namespace-deletion", { $0.namespaceDeletion.enforce = .disabled }),
        ("owner-finalizers", { $0.ownerFinalizers.enforce = .disabled }),
        ("pipeline-registry", { $0.pipelineRegistry.enforce = .disabled }),
        ("pipeline-registry-default", { $0.pipelineRegistryDefault.enforce = .disabled }),
        ("projectconfig-lifecycle", { $0.projectConfigLifecycle.enforce = .disabled }),
        ("projectconfig-name", { $0.projectConfigName.enforce = .disabled }),
        ("promotion-policies", { $0.promotionPolicies.enforce = .disabled }),
    ]

    @Test(arguments: switches)
    func `each rule goes by its own settings`(_ id: String, _ disable: @Sendable (inout Settings) -> Void) {
        var settings = Self.everything
        disable(&settings)
        let policy = Catalogue.policy(settings, digest: "d")
        let left = policy.validators.map { type(of: $0.rule).id } + policy.mutators.map { type(of: $0.rule).id }
        #expect(left == Self.rules.map { $0.id }.filter { $0 != id })
        #expect(left.count == Self.rules.count - 1 && Self.switches.count == Self.rules.count)
    }
}
