/// How much there is of something.
package struct Tally: Sendable, Equatable {
    /// Objects that would be denied.
    package internal(set) var denied = 0
    /// Warnings, of which an object may have several.
    package internal(set) var warnings = 0

    init() {}

    /// `2 would be denied, 1 warning`.
    var text: String { "\(Grouped(denied)) would be denied, \(warnings.of("warning"))" }
}
