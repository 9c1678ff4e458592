package import Admission
internal import JSON

/// What a project promotes by itself is what its policies say: each names Stages that there can be, once, and Kargo can
/// read it. One that it cannot read stops every Stage of the project.
package struct PromotionPolicies: Validator {
    package static let id = "promotion-policies"
    package static let scopes = [Scope.projectConfigs(on: .create, .update), .projects(on: .create, .update)]

    static let path: FieldPath = "spec.promotionPolicies"

    package func findings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        guard let spec = review.object?["spec"] else { return findings }
        guard spec.kind == .object else {
            findings.report(.typeInvalid("spec", spec.kind, wanted: "an object"))
            return findings
        }
        let isProject = review.concerns("projects", in: "kargo.akuity.io")
        if let policies = spec["promotionPolicies"] {
            if isProject {
                findings.warn(
                    at: Self.path,
                    "ignored since Kargo 1.7; move it to the ProjectConfig: tallyman migrate PROJECT.yaml")
            }
            check(policies, of: review, isProject, knowing: facts, &findings)
        }
        if !isProject, let receivers = spec["webhookReceivers"] {
            var check = WebhookReceiverCheck()
            check.check(receivers, &findings)
        }
        return findings
    }

    private func check(
        _ policies: Value, of review: Review, _ isProject: Bool, knowing facts: Facts, _ findings: inout Findings
    ) {
        guard policies.kind == .array else {
            findings.report(.typeInvalid(Self.path, policies.kind, wanted: "a list"))
            return
        }
        var check = PromotionPolicyCheck()
        check.check(policies, &findings)
        // A Project's policies do nothing, and those that were there before have been spoken of.
        guard !isProject, policies != review.oldObject?["spec"]?["promotionPolicies"] else { return }
        StageNames(check.names).warnOfAbsent(in: review.namespace, knowing: facts, &findings)
    }
}
