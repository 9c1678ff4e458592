/// One thing that a rule found, for who shows it at its field: a part of why a request is denied, or a warning.
package struct Finding: Sendable, Equatable {
    package enum Severity: String, Sendable {
        case error, warning
    }

    /// The rule's id.
    package let rule: String
    package let severity: Severity
    /// The field at fault, if one is.
    package let path: FieldPath?
    /// What is wrong, in the words of the cause or warning, without the path.
    package let message: String
}
