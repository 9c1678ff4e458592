package import JSON

/// A selector of objects by their labels, `metav1.LabelSelector`.
package struct LabelSelector: Sendable {
    package enum Operator: String, Sendable, CaseIterable {
        case isIn = "In"
        case isNotIn = "NotIn"
        case exists = "Exists"
        case doesNotExist = "DoesNotExist"

        var takesValues: Bool { self == .isIn || self == .isNotIn }
    }

    /// What one label has to be.
    package struct Requirement: Sendable {
        package let key: String
        package let condition: Operator
        package let values: [String]
    }

    /// All of these hold for what is selected; none: everything is.
    package let requirements: [Requirement]

    /// A selector as it stands in an object: nil where Kubernetes would refuse it, and then nothing is selected.
    package init?(_ value: Value) {
        guard Self.problems(in: value, atMost: 1).isEmpty else { return nil }
        let exact = value["matchLabels"]?.members.map {
            Requirement(key: $0.key, condition: .isIn, values: [$0.value.string ?? ""])
        }
        let expressions = value["matchExpressions"]?.elements.compactMap { Requirement($0) }
        requirements = (exact ?? []) + (expressions ?? [])
    }

    package func matches(_ labels: [String: String]) -> Bool { requirements.allSatisfy { $0.isMet(by: labels) } }
}

extension LabelSelector.Requirement {
    fileprivate init?(_ value: Value) {
        guard let key = value["key"]?.string,
            let condition = value["operator"]?.string.flatMap(LabelSelector.Operator.init)
        else { return nil }
        self.init(key: key, condition: condition, values: value["values"]?.elements.compactMap(\.string) ?? [])
    }

    /// k8s.io/apimachinery/pkg/labels/selector.go, Requirement.Matches: what is absent is not in any list.
    fileprivate func isMet(by labels: [String: String]) -> Bool {
        let isAmong = labels[key].map { label in values.contains { $0.isExactly(label) } }
        return switch condition {
        case .isIn: isAmong == true
        case .isNotIn: isAmong != true
        case .exists: isAmong != nil
        case .doesNotExist: isAmong == nil
        }
    }
}
