package import Admission
internal import JSON
internal import Kubernetes

/// Nobody makes a ServiceAccount a controller of Kargo's, which reads the Secrets of every project, but who manages Kargo
/// or may read them anyway.
package struct ControllerServiceAccount: Validator {
    package static let id = "controller-serviceaccount"
    package static let scopes = [Scope("serviceaccounts", in: "", on: [.create, .update])]

    /// The label that Kargo's management controller goes by; akuity/kargo pkg/controller/management/serviceaccounts.
    private static let label = "app.kubernetes.io/component"
    private static let path = FieldPath("metadata.labels").key(label)

    let kargo: KargoSettings
    let managers: Managers
    let breakGlass: [NamePattern]

    init(settings: Settings) {
        kargo = settings.kargo
        managers = Managers(options: settings.projectConfigLifecycle.options, kargo: settings.kargo)
        breakGlass = settings.breakGlass
    }

    package func findings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        let isController = Self.isController(review.object)
        let wasController = review.operation == .update && Self.isController(review.oldObject)
        if !review.namespace.utf8.elementsEqual(kargo.namespace.utf8) {
            if isController, isCalled("kargo-", review) {
                findings.warn(
                    at: Self.path, "has no effect here: Kargo's controllers are in namespace \"\(kargo.namespace)\"")
            }
        } else if isController {
            // What it was before, it may stay, whoever updates it; so nothing is looked up for that.
            if !wasController { judge(review, knowing: facts, &findings) }
        } else if wasController {
            findings.warn(
                at: Self.path, "no longer \"controller\": this account loses its access to the Secrets of all projects")
        } else if isCalled("kargo-controller", review) {
            findings.warn(
                at: Self.path, "is not \"controller\": a controller of Kargo's has no access to Secrets without it")
        }
        return findings
    }

    private func judge(_ review: Review, knowing facts: Facts, _ findings: inout Findings) {
        let user = review.user
        guard !managers.include(user) else { return }
        guard !user.isInGroup(among: breakGlass) else {
            findings.note(.breakGlass, Self.id)
            return
        }
        if facts.hasCluster {
            // Without a name and a namespace: all Secrets in all namespaces.
            guard findings.mayDo(user.asks(to: "get", "secrets"), facts) == false else { return }
        }
        let why = """
            user \(Quoted(user.name, limit: 253)) may not make this account a controller of Kargo's, which reads the \
            Secrets of every project; ask who manages Kargo, or leave this label out
            """
        findings.report(.forbidden(why, at: Self.path))
    }

    private static func isController(_ account: Value?) -> Bool {
        ObjectMeta(of: account).labels?[label]?.isString("controller") == true
    }

    private func isCalled(_ prefix: String, _ review: Review) -> Bool {
        let meta = review.meta
        return (meta.name ?? meta.generateName ?? "").utf8.starts(with: prefix.utf8)
    }
}
