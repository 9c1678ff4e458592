internal import Admission

/// The resources that rules are for.
extension Scope {
    static func projectConfigs(on operations: Admission.Operation...) -> Scope {
        Scope("projectconfigs", in: "kargo.akuity.io", on: operations)
    }

    static func projects(on operations: Admission.Operation...) -> Scope {
        Scope("projects", in: "kargo.akuity.io", on: operations)
    }

    static func namespaces(on operations: Admission.Operation...) -> Scope {
        Scope("namespaces", in: "", on: operations)
    }

    static func pipelines(on operations: Admission.Operation...) -> Scope {
        Scope("kuberopipelines", in: "application.kubero.dev", on: operations)
    }
}
