internal import Admission
internal import Configuration

/// Are the webhooks called as they should be: when no Pod answers, in dry runs, in other versions?
enum WebhookManners: Checkup {
    static let name = "webhook-settings"

    /// Seconds. Each API server waits so long for each webhook while no Pod answers.
    private static let longTimeout = 15
    /// Seconds. Less does not leave an API server room for a look-up and its repetition.
    private static let shortTimeout = 3

    static func examine(_ patient: Patient, _ chart: inout Chart) {
        guard let webhooks = chart.take(patient.installation.webhooks) else { return }
        let looksUp = OwnAccess.looksUp(patient)
        for fault in faults(looksUp: looksUp) {
            let at = webhooks.filter(fault.isIn)
            guard !at.isEmpty else { continue }
            let why = "\(Shown.webhooks(at, of: webhooks)): \(fault.why)"
            if fault.isProblem {
                chart.problem(why, Remedy(fault.fix))
            } else {
                chart.warn(why, Remedy(fault.fix))
            }
        }
        chart.conclude(
            webhooks.isEmpty
                ? "there is no webhook to be called"
                : "failurePolicy, timeoutSeconds, sideEffects, matchPolicy and versions are right")
    }

    /// What may be wrong with a webhook by itself.
    private struct Fault {
        var isProblem = false
        let why: String
        let fix: String
        let isIn: (Webhook) -> Bool
    }

    private static func faults(looksUp: Bool) -> [Fault] {
        let versions = APIVersion.allCases.map { String($0.rawValue.split(separator: "/").last ?? "") }
        return [
            Fault(
                isProblem: true, why: "sideEffects is not None, so that dry runs of what they are for are refused",
                fix: "set sideEffects: None; a review changes nothing"
            ) { $0.sideEffects != "None" && $0.sideEffects != "NoneOnDryRun" },
            Fault(
                why: "sideEffects is NoneOnDryRun, though a review changes nothing at any time",
                fix: "set sideEffects: None"
            ) { $0.sideEffects == "NoneOnDryRun" },
            Fault(
                isProblem: true,
                why: "no version in admissionReviewVersions is one that Tallyman knows: every call fails",
                fix: "set admissionReviewVersions: [\"v1\"]"
            ) { !$0.reviewVersions.contains(where: versions.contains) },
            Fault(
                why: "admissionReviewVersions does not have v1, without which newer clusters do not register them",
                fix: "set admissionReviewVersions: [\"v1\"]"
            ) { $0.reviewVersions.contains(where: versions.contains) && !$0.reviewVersions.contains("v1") },
            Fault(
                why: "timeoutSeconds is more than \(longTimeout): so long requests hang while no Pod answers",
                fix: "set timeoutSeconds: 5"
            ) { $0.timeoutSeconds > longTimeout },
            Fault(
                why: "timeoutSeconds is less than \(shortTimeout), which is too little for looking things up",
                fix: "set timeoutSeconds: 5"
            ) { looksUp && $0.timeoutSeconds < shortTimeout },
            Fault(
                why: "matchPolicy is not Equivalent, so that an object in another API version passes unseen",
                fix: "set matchPolicy: Equivalent"
            ) { $0.matchPolicy != "Equivalent" },
            Fault(
                why: "failurePolicy is Ignore, so that what should be denied is stored while no Pod answers",
                fix: "set failurePolicy: Fail for CREATE and UPDATE of Kargo's and Kubero's own kinds"
            ) {
                !$0.isMutating && !$0.failsClosed && !$0.rules.isEmpty
                    && $0.rules.allSatisfy { !$0.isOfKubernetes && !$0.deletes }
            },
            Fault(
                why: "failurePolicy is Fail for kinds of Kubernetes' own: an outage here stops the whole cluster",
                fix:
                    "set failurePolicy: Ignore for Namespaces, Secrets and other kinds of Kubernetes' own, in webhooks of their own"
            ) { $0.failsClosed && $0.rules.contains { $0.isOfKubernetes } },
            Fault(
                why: "failurePolicy is Fail for DELETE: an outage here leaves namespaces that never end",
                fix: "set failurePolicy: Ignore for DELETE, in webhooks of their own"
            ) { $0.failsClosed && $0.rules.contains { $0.deletes } },
            Fault(
                why: "reinvocationPolicy is Never: what another webhook adds later is not seen",
                fix: "set reinvocationPolicy: IfNeeded"
            ) { $0.isMutating && $0.reinvocationPolicy != "IfNeeded" },
        ]
    }
}
