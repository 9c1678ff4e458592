internal import Admission
internal import Kubernetes

/// Whether a request that a webhook is registered for is sent to it.
extension Webhook {
    /// Whether its matchConditions are but those that this version's manifests have for such requests.
    func hasKnownConditions(for scope: Scope, _ operation: Admission.Operation) -> Bool {
        let place = KnownConditions.Place(
            isMutating: isMutating, resource: scope.resource, deletes: operation == .delete)
        let known = KnownConditions.all[place] ?? []
        return conditions.allSatisfy { known.contains(KnownConditions.normal($0)) }
    }

    /// Whether its objectSelector leaves out nothing that the scope is for: it is empty, or asks for the scope's label.
    func hasKnownObjects(for scope: Scope) -> Bool {
        switch objects {
        case .everywhere: true
        case .malformed: false
        case .selected(let selector):
            selector.requirements.allSatisfy { $0.condition == .exists && $0.key == scope.label }
        }
    }

    /// Whether its namespaceSelector selects anything of the scope.
    /// - Parameter namespaces: the labels of those that there are.
    func selectsAny(of scope: Scope, among namespaces: [[String: String]]) -> Bool {
        // Of what is in no namespace selectors say nothing, but for Namespaces, which are selected by their own labels.
        guard !scope.isOfCluster || scope.resource == "namespaces" else { return true }
        // A malformed one is told of by itself.
        guard needsLabels, case .selected = reach else { return true }
        return namespaces.contains(where: reaches)
    }

    /// Whether its namespaceSelector selects only what has certain labels; what it only leaves out may be elsewhere.
    /// Namespaces of projects, which rules are for, need not be there yet.
    private var needsLabels: Bool {
        guard case .selected(let selector) = reach else { return false }
        return selector.requirements.contains { requirement in
            switch requirement.condition {
            case .isNotIn, .doesNotExist: false
            case .exists: requirement.key != Self.projectLabel
            case .isIn: requirement.key != Self.projectLabel || !requirement.values.contains("true")
            }
        }
    }

    /// The label of a project's namespace, whose value is `true`.
    static let projectLabel = "kargo.akuity.io/project"
}
