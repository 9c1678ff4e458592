internal import Admission
internal import JSON
internal import Kubernetes

/// What a generic webhook receiver does: each of its targets has to say which objects it is about.
struct GenericReceiverCheck {
    /// The receiver.
    let entry: FieldPath

    func check(_ generic: Value, _ findings: inout Findings) {
        let path = entry.child("generic.actions")
        forEach(of: generic["actions"], at: path, &findings) { action, path, findings in
            let targets = path.child("targetSelectionCriteria")
            forEach(of: action["targetSelectionCriteria"], at: targets, &findings) { target, path, findings in
                check(target: target, at: path, &findings)
            }
        }
    }

    private func forEach(
        of list: Value?, at path: FieldPath, _ findings: inout Findings,
        _ check: (Value, FieldPath, inout Findings) -> Void
    ) {
        guard let list else { return }
        guard list.kind == .array else {
            findings.report(.typeInvalid(path, list.kind, wanted: "a list"))
            return
        }
        for (index, element) in list.elements.enumerated() {
            if element.kind == .object {
                check(element, path.index(index), &findings)
            } else {
                findings.report(.typeInvalid(path.index(index), element.kind, wanted: "an object"))
            }
        }
    }

    private func check(target: Value, at path: FieldPath, _ findings: inout Findings) {
        var isNamed = false
        if let name = target["name"], !name.isString("") {
            isNamed = true
            if name.kind != .string {
                findings.report(.typeInvalid(path.child("name"), name.kind, wanted: "the name of an object"))
            }
        }
        if let selector = target["labelSelector"] {
            let at = path.child("labelSelector")
            for problem in LabelSelector.problems(in: selector, atMost: findings.room) {
                isNamed = true
                findings.report(Violation(problem, of: at))
            }
            isNamed = isNamed || has(selector["matchLabels"]) || has(selector["matchExpressions"])
        }
        if let selector = target["indexSelector"] {
            if selector.kind != .object {
                isNamed = true
                findings.report(.typeInvalid(path.child("indexSelector"), selector.kind, wanted: "an object"))
            }
            isNamed = isNamed || has(selector["matchIndices"])
        }
        guard !isNamed else { return }
        findings.report(
            .required(
                path, "one of name, labelSelector and indexSelector; without any it is about nothing in particular"
            )
            .within(path))
    }

    private func has(_ value: Value?) -> Bool {
        guard let value else { return false }
        return value.members.contains { _ in true } || value.elements.contains { _ in true }
    }
}
