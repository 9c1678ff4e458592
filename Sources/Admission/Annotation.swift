/// One audit annotation. The API server puts the webhook's name and a slash before the key.
package struct Annotation: Sendable, Equatable {
    package enum Key: String, Sendable {
        /// Ids of the rules that ran.
        case rules
        /// Ids of the rules that fired, whatever their enforcement.
        case violations
        /// Digest of the configuration in force.
        case config
        /// Ids of the rules that a break-glass group was let through.
        case breakGlass = "break-glass"
        /// Ids of the rules that could not look up what they need, as there is no cluster to ask.
        case unchecked
    }

    package let key: Key
    package let value: String
}
