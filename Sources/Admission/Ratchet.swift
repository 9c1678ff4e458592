package import JSON

/// Tells what an update breaks from what was broken before.
///
/// A violation is an old one if the old object has the same at the same place with the same value there, and in the
/// fields related to it. In lists the place may have another index; each old violation excuses one new one. Without
/// this, a controller could not remove a finalizer from an object that was stored before there was a rule.
package struct Ratchet {
    private let new: Value
    private let old: Value
    private var excuses: [Violation]

    /// - Parameter before: the violations of the old object.
    package init(from old: Value, to new: Value, before: [Violation]) {
        (self.old, self.new, excuses) = (old, new, before)
    }

    /// Whether the violation is an old one.
    package mutating func excuses(_ violation: Violation) -> Bool {
        guard let excuse = excuses.firstIndex(where: { isSame($0, violation) }) else { return false }
        excuses.remove(at: excuse)
        return true
    }

    private func isSame(_ before: Violation, _ after: Violation) -> Bool {
        guard before.kind == after.kind, before.reason == after.reason,
            before.path?.inAnyEntry == after.path?.inAnyEntry
        else { return false }
        guard before.path.flatMap({ $0.value(in: old) }) == after.path.flatMap({ $0.value(in: new) }) else {
            return false
        }
        return after.related.allSatisfy { $0.value(in: old) == $0.value(in: new) }
    }
}
