/// What becomes of what a validator finds.
package enum Enforcement: String, CaseIterable, Sendable {
    /// A violation denies the request.
    case deny
    /// A violation becomes a warning.
    case warn
    /// The rule does not run.
    case disabled
}

/// What becomes of what a mutator would change.
package enum Correction: String, CaseIterable, Sendable {
    /// The change is made.
    case fix
    /// The change becomes a warning.
    case warn
    /// The rule does not run.
    case disabled
}
