internal import Admission
internal import Kubernetes

extension Violation {
    /// What Kubernetes says of a label selector.
    /// - Parameter selector: where the selector is.
    init(_ problem: LabelSelector.Problem, of selector: FieldPath) {
        let path = problem.path.reduce(selector) { path, step in
            switch step {
            case .field(let name): path.child(name)
            case .index(let index): path.index(index)
            }
        }
        let violation: Violation =
            switch problem.kind {
            case .invalid(let value): .invalid(path, value, problem.message)
            case .required: .required(path, problem.message)
            case .forbidden: .notAllowed(path, problem.message)
            case .wrongType(let kind): .typeInvalid(path, kind, wanted: problem.message)
            }
        if let label = problem.label {
            self = violation.within(path.key(label))
        } else if problem.isAboutOthers, case .field? = problem.path.last {
            self = violation.within(FieldPath(path.steps.dropLast()))
        } else {
            self = violation
        }
    }
}

extension LabelSelector.Problem {
    /// Whether a field is wrong for what stands beside it, rather than for its value.
    fileprivate var isAboutOthers: Bool { kind == .required || kind == .forbidden }
}
