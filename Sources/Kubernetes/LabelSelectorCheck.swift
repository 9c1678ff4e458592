internal import JSON

/// Goes through a label selector and notes what is wrong.
struct LabelSelectorCheck {
    typealias Path = [LabelSelector.Problem.Step]

    private(set) var found: [LabelSelector.Problem] = []
    /// No more than so many are looked for.
    private let limit: Int
    /// The label that is being looked at.
    private var label: String?

    init(limit: Int) { self.limit = limit }

    var isFull: Bool { found.count >= limit }

    mutating func check(_ value: Value, is kind: Kind, at path: @autoclosure () -> Path) -> Bool {
        guard value.kind != kind else { return true }
        let wanted = kind == .string ? "a string" : kind == .array ? "a list" : "an object"
        report(.wrongType(value.kind), wanted, at: path())
        return false
    }

    mutating func checkLabels(_ labels: Value, at path: Path) {
        guard check(labels, is: .object, at: path) else { return }
        for label in labels.members {
            guard !isFull else { return }
            self.label = label.key
            defer { self.label = nil }
            checkKey(label.key, at: path)
            guard !label.value.isNull, check(label.value, is: .string, at: path) else { continue }
            checkValue(label.value.string ?? "", at: path)
        }
    }

    mutating func checkExpression(_ expression: Value, at path: Path) {
        guard check(expression, is: .object, at: path) else { return }
        let values = path + [.field("values")]
        let list = expression["values"].flatMap { check($0, is: .array, at: values) ? $0 : nil }
        if let condition = text(expression["operator"], at: path + [.field("operator")]) {
            checkOperator(condition, hasValues: list?.elements.first { _ in true } != nil, at: path)
        }
        if let key = text(expression["key"], at: path + [.field("key")]) { checkKey(key, at: path + [.field("key")]) }
        guard let list else { return }
        for (index, value) in list.elements.enumerated() {
            guard !isFull else { return }
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

    private mutating func checkKey(_ key: String, at path: @autoclosure () -> Path) {
        for message in LabelForm.problems(withKey: key) { report(.invalid(key), message, at: path()) }
    }

    private mutating func checkValue(_ value: String, at path: @autoclosure () -> Path) {
        for message in LabelForm.problems(withValue: value) { report(.invalid(value), message, at: path()) }
    }

    /// Go decodes what is absent or null into an empty string.
    private mutating func text(_ value: Value?, at path: @autoclosure () -> Path) -> String? {
        guard let value, !value.isNull else { return "" }
        return check(value, is: .string, at: path()) ? value.string : nil
    }

    private mutating func report(_ kind: LabelSelector.Problem.Kind, _ message: String, at path: Path) {
        guard !isFull else { return }
        found.append(LabelSelector.Problem(path: path, label: label, kind: kind, message: message))
    }
}
