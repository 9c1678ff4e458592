import Admission
import Rules
import Testing

/// What the rule does at `deny`, without a cluster, and with more than there is room for.
extension ControllerRoleBindingTests {
    @Test func `it denies at the subject, where it is set to`() throws {
        let settings = kargoSettings { $0.controllerRoleBinding.enforce = .deny }
        let request = Self.request(Self.binding("edit", Self.named("User", "alice"), Self.kargos))
        let decision = try request.decided(by: ControllerRoleBinding.id, settings, in: Self.cluster)
        KargoOutcome.denies(
            403,
            ["rolebindings.rbac.authorization.k8s.io \"b\" is forbidden: ServiceAccount \"kargo/kargo-controller\""],
            field: "subjects[1]"
        ).check(decision)
    }

    @Test func `without a cluster nothing is found, and that is noted where it matters`() throws {
        let decision = try Self.request(Self.writer).decided(by: ControllerRoleBinding.id, in: nil)
        KargoOutcome.passes.check(decision)
        #expect(decision[.unchecked] == "controller-rolebinding" && decision[.violations] == "")
        let other = try Self.request(Self.binding("edit", Self.named("User", "a"))).decided(
            by: ControllerRoleBinding.id, in: nil)
        #expect(other[.unchecked] == nil && other[.rules] == "controller-rolebinding")
    }

    @Test(arguments: ["Namespace", "ClusterRole"])
    func `what cannot be looked up is said, and denies where the rule does`(_ failing: String) throws {
        var cluster = Self.cluster
        cluster.failing = failing
        let request = Self.request(Self.binding("custom", Self.kargos))
        let text = "could not be looked up: connection refused"
        KargoOutcome.warns([text]).check(try request.decided(by: ControllerRoleBinding.id, in: cluster))
        let settings = kargoSettings { $0.controllerRoleBinding.enforce = .deny }
        KargoOutcome.denies(500, [text]).check(
            try request.decided(by: ControllerRoleBinding.id, settings, in: cluster))
    }

    @Test func `more subjects than anyone binds are told a thousand at a time`() throws {
        let subjects = (0..<5_000).map { Self.account("a\($0)") }.joined(separator: ",")
        let settings = kargoSettings { $0.controllerRoleBinding.enforce = .deny }
        let decision = try Self.request(Self.binding("edit", subjects)).decided(
            by: ControllerRoleBinding.id, settings, in: Self.cluster)
        #expect(decision.status?.details?.causes.count == 1_001)
    }
}
