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
        package let kind: Kind
        /// Why, in Kubernetes' words; of a wrong type what it has to be, `an object`.
        package let message: String
    }

    /// All that is wrong with a selector: ValidateLabelSelector of k8s.io/apimachinery/pkg/apis/meta/v1/validation, and
    /// where values are of types that would not decode. An absent list and a null one are empty.
    package static func problems(in value: Value) -> [Problem] {
        var problems = Problems()
        guard problems.check(value, is: .object, at: []) else { return problems.found }
        if let labels = value["matchLabels"] { problems.checkLabels(labels, at: [.field("matchLabels")]) }
        if let expressions = value["matchExpressions"] {
            let path = [Problem.Step.field("matchExpressions")]
            if problems.check(expressions, is: .array, at: path) {
                for (index, expression) in expressions.elements.enumerated() {
                    problems.checkExpression(expression, at: path + [.index(index)])
                }
            }
        }
        return problems.found
    }
}

private struct Problems {
    typealias Path = [LabelSelector.Problem.Step]

    private(set) var found: [LabelSelector.Problem] = []

    mutating func check(_ value: Value, is kind: Kind, at path: Path) -> Bool {
        guard value.kind != kind else { return true }
        let wanted = kind == .string ? "a string" : kind == .array ? "a list" : "an object"
        report(.wrongType(value.kind), wanted, at: path)
        return false
    }

    mutating func checkLabels(_ labels: Value, at path: Path) {
        guard check(labels, is: .object, at: path) else { return }
        for label in labels.members {
            checkKey(label.key, at: path)
            guard !label.value.isNull, check(label.value, is: .string, at: path) else { continue }
            checkValue(label.value.string ?? "", at: path)
        }
    }

    mutating func checkExpression(_ expression: Value, at path: Path) {
        guard check(expression, is: .object, at: path) else { return }
        let values = path + [.field("values")]
        let list = expression["values"].map { check($0, is: .array, at: values) ? Array($0.elements) : [] } ?? []
        if let condition = text(expression["operator"], at: path + [.field("operator")]) {
            checkOperator(condition, hasValues: !list.isEmpty, at: path)
        }
        if let key = text(expression["key"], at: path + [.field("key")]) { checkKey(key, at: path + [.field("key")]) }
        for (index, value) in list.enumerated() {
            if let text = text(value, at: values + [.index(index)]) { checkValue(text, at: values + [.index(index)]) }
        }
    }

    private mutating func checkOperator(_ text: String, hasValues: Bool, at path: Path) {
        guard let condition = LabelSelector.Operator(rawValue: text), condition.rawValue.isExactly(text) else {
            report(.invalid(text), "not a valid selector operator", at: path + [.field("operator")])
            return
        }
        let values = path + [.field("values")]
        if condition.takesValues, !hasValues {
            report(.required, "must be specified when `operator` is 'In' or 'NotIn'", at: values)
        } else if !condition.takesValues, hasValues {
            report(.forbidden, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'", at: values)
        }
    }

    private mutating func checkKey(_ key: String, at path: Path) {
        for message in LabelForm.problems(withKey: key) { report(.invalid(key), message, at: path) }
    }

    private mutating func checkValue(_ value: String, at path: Path) {
        for message in LabelForm.problems(withValue: value) { report(.invalid(value), message, at: path) }
    }

    /// Go decodes what is absent or null into an empty string.
    private mutating func text(_ value: Value?, at path: Path) -> String? {
        guard let value, !value.isNull else { return "" }
        return check(value, is: .string, at: path) ? value.string : nil
    }

    private mutating func report(_ kind: LabelSelector.Problem.Kind, _ message: String, at path: Path) {
        found.append(LabelSelector.Problem(path: path, kind: kind, message: message))
    }
}
