package import JSON

/// What a rule found wrong with a request.
package struct Violation: Sendable, Equatable {
    package enum Kind: Sendable {
        /// The object cannot be like this: 422.
        case invalid
        /// The user may not do this: 403.
        case forbidden
        /// It could not be found out: 500.
        case internalError
    }

    /// `reason` of a cause, `metav1.CauseType`.
    package enum Reason: String, Sendable {
        case invalid = "FieldValueInvalid"
        case required = "FieldValueRequired"
        case notSupported = "FieldValueNotSupported"
        case forbidden = "FieldValueForbidden"
        case typeInvalid = "FieldValueTypeInvalid"
        case duplicate = "FieldValueDuplicate"
        case notFound = "FieldValueNotFound"
    }

    package let kind: Kind
    package let path: FieldPath?
    package let reason: Reason?
    /// What is wrong, in the words of k8s.io/apimachinery's field errors: `Invalid value: "x": why`.
    package let message: String
    /// Fields which this one would be right without: where an update changes one of them, it answers for this too.
    package private(set) var related: [FieldPath] = []

    /// The part of the object that has to be as it was for this to be an old violation; nil: the field itself. For what
    /// says too little by itself, such as a field that is missing: another list entry may have missed it before.
    package private(set) var part: FieldPath?
    /// Other parts that this might as well have been told of: of two entries that are the same too much, either.
    package private(set) var otherParts: [FieldPath] = []

    private init(_ kind: Kind, _ path: FieldPath?, _ reason: Reason?, _ message: String) {
        self.kind = kind
        self.path = path
        self.reason = reason
        self.message = message
    }

    package func with(_ related: FieldPath...) -> Violation {
        var violation = self
        violation.related += related
        return violation
    }

    /// - Parameters:
    ///   - part: the field or what it is in, such as the entry of a list.
    ///   - others: parts that it might as well have been told of.
    package func within(_ part: FieldPath, or others: FieldPath...) -> Violation {
        var violation = self
        violation.part = part
        violation.otherParts = others
        return violation
    }
}

extension Violation {
    /// - Parameter value: as it may be shown (see `Quoted`); nil where it must not be.
    package static func invalid(_ path: FieldPath, _ value: String?, _ why: String) -> Violation {
        Violation(.invalid, path, .invalid, "Invalid value: \(value.map { "\(Quoted($0))" } ?? hidden): \(why)")
    }

    package static func required(_ path: FieldPath, _ why: String) -> Violation {
        Violation(.invalid, path, .required, "Required value: \(why)")
    }

    package static func notSupported(_ path: FieldPath, _ value: String, supported: [String]) -> Violation {
        let list = supported.map { "\"\($0)\"" }.joined(separator: ", ")
        return Violation(
            .invalid, path, .notSupported, "Unsupported value: \(Quoted(value)): supported values: \(list)")
    }

    /// A field that must not be there, or not with this value; 422, as of Kubernetes' own `field.Forbidden`.
    package static func notAllowed(_ path: FieldPath, _ why: String) -> Violation {
        Violation(.invalid, path, .forbidden, "Forbidden: \(why)")
    }

    package static func typeInvalid(_ path: FieldPath, _ found: JSON.Kind, wanted: String) -> Violation {
        Violation(.invalid, path, .typeInvalid, "Invalid value: \"\(found.name)\": must be \(wanted)")
    }

    /// - Parameter why: where the first of them is.
    package static func duplicate(_ path: FieldPath, _ value: String, _ why: String? = nil) -> Violation {
        Violation(.invalid, path, .duplicate, "Duplicate value: \(Quoted(value))\(why.map { ": \($0)" } ?? "")")
    }

    package static func notFound(_ path: FieldPath, _ value: String) -> Violation {
        Violation(.invalid, path, .notFound, "Not found: \(Quoted(value))")
    }

    /// - Parameter path: the field at fault; none where it is about who acts on the whole object.
    package static func forbidden(_ why: String, at path: FieldPath? = nil) -> Violation {
        Violation(.forbidden, path, path.map { _ in .forbidden }, why)
    }

    package static func internalError(_ why: String) -> Violation { Violation(.internalError, nil, nil, why) }

    private static let hidden = "\"<redacted>\""
}

extension Violation: CustomStringConvertible {
    /// As it stands in a status message.
    package var description: String {
        guard kind == .invalid, let path else { return message }
        return "\(path): \(message)"
    }

    /// As it stands in a cause, next to its field.
    var cause: String { kind == .forbidden ? "Forbidden: \(message)" : message }
}
