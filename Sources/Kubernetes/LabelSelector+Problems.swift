package import JSON

extension LabelSelector {
    /// What is wrong with a selector, and where in it.
    package struct Problem: Hashable, Sendable {
        package enum Step: Hashable, Sendable {
            case field(String)
            case index(Int)
        }

        /// Kubernetes' kinds of field errors.
        package enum Kind: Hashable, Sendable {
            /// With the value as it is, which may be shown.
            case invalid(String)
            case required
            case forbidden
            case wrongType(JSON.Kind)
        }

        /// From the selector on; empty for the selector itself.
        package let path: [Step]
        /// The label that it is about, where `path` is that of all labels.
        package var label: String?
        package let kind: Kind
        /// Why, in Kubernetes' words; of a wrong type what it has to be, `an object`.
        package let message: String
    }

    /// All that is wrong with a selector: ValidateLabelSelector of k8s.io/apimachinery/pkg/apis/meta/v1/validation, and
    /// where values are of types that would not decode. An absent list and a null one are empty.
    /// - Parameter limit: how many are looked for at most.
    package static func problems(in value: Value, atMost limit: Int) -> [Problem] {
        var check = LabelSelectorCheck(limit: limit)
        guard check.check(value, is: .object, at: []) else { return check.found }
        if let labels = value["matchLabels"] { check.checkLabels(labels, at: [.field("matchLabels")]) }
        if let expressions = value["matchExpressions"] {
            let path = [Problem.Step.field("matchExpressions")]
            if check.check(expressions, is: .array, at: path) {
                for (index, expression) in expressions.elements.enumerated() where !check.isFull {
                    check.checkExpression(expression, at: path + [.index(index)])
                }
            }
        }
        return check.found
    }
}
