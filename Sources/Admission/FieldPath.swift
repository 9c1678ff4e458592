package import JSON

/// Where in an object a field is, written as Kubernetes writes it: `spec.promotionPolicies[1].stageSelector`,
/// `metadata.annotations[kargo.akuity.io/keep-namespace]`.
package struct FieldPath: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
        case field(String)
        case index(Int)
        /// A key that users choose: of an annotation, a label, a Secret's data.
        case key(String)
    }

    package private(set) var steps: [Step]

    package init(_ steps: [Step] = []) { self.steps = steps }

    /// - Parameter name: the name of a field in this one, or several with dots between them.
    package func child(_ name: String) -> FieldPath {
        guard !name.isEmpty, name.utf8.contains(UInt8(ascii: ".")) else {
            return name.isEmpty ? self : FieldPath(steps + [.field(name)])
        }
        return FieldPath(steps + name.split(separator: ".").map { .field(String($0)) })
    }

    /// The field that this path is to in what stands at another one.
    package func within(_ outer: FieldPath) -> FieldPath { FieldPath(outer.steps + steps) }

    package func index(_ index: Int) -> FieldPath { FieldPath(steps + [.index(index)]) }
    package func key(_ key: String) -> FieldPath { FieldPath(steps + [.key(key)]) }

    /// What stands there in an object; nil where there is nothing, or null. For more than one path into a list there is
    /// `FieldReader`.
    package func value(in object: Value) -> Value? {
        var reader = FieldReader(object)
        return reader.value(at: self)
    }

    /// The same place in any entry of the lists on the way.
    var inAnyEntry: FieldPath {
        FieldPath(steps.map { if case .index = $0 { .index(0) } else { $0 } })
    }
}

extension FieldPath: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self = FieldPath().child(text) }
}

extension FieldPath: CustomStringConvertible {
    package var description: String {
        steps.reduce(into: "") { text, step in
            switch step {
            case .field(let name) where Self.isPlain(name): text += text.isEmpty ? name : ".\(name)"
            case .index(let index): text += "[\(index)]"
            case .key(let key) where Self.isPlain(key): text += "[\(key)]"
            case .field(let name), .key(let name): text += "[\(Quoted(name))]"
            }
        }
    }

    /// Whether a name can stand in a message as it is. Users choose keys, and the fields of what has no schema; nobody
    /// need have checked them before us.
    private static func isPlain(_ name: String) -> Bool {
        name.utf8.count <= longestName
            && name.unicodeScalars.allSatisfy { (" "..."~").contains($0) && $0 != "\"" && $0 != "\\" }
            && !URLText.hasUserInfo(name)
    }

    /// A qualified name: a prefix of 253, a slash and a name of 63 characters.
    private static let longestName = 253 + 1 + 63
}
