package import JSON

/// Tells what an update breaks from what was broken before.
///
/// A violation is an old one if the old object has the same at the same place with the same value there (or in the part
/// that it is within), and in the fields related to it. In lists the place may have another index; each old violation
/// excuses one new one. Without this, a controller could not remove a finalizer from an object that was stored before
/// there was a rule.
package struct Ratchet {
    private let new: Value
    private let old: Value
    /// The values that were wrong before, by what was wrong with them.
    private var excuses: [Place: [Value?]] = [:]

    /// What two violations have in common before any value is looked at. An object may have many violations, so that each
    /// must not be held against each.
    private struct Place: Hashable {
        let kind: Violation.Kind
        let reason: Violation.Reason?
        let path: FieldPath

        /// nil for what is not about a field: that has no value that could be as it was.
        init?(_ violation: Violation) {
            guard let path = violation.path else { return nil }
            (kind, reason, self.path) = (violation.kind, violation.reason, path.inAnyEntry)
        }
    }

    /// - Parameter before: the violations of the old object.
    package init(from old: Value, to new: Value, before: [Violation]) {
        (self.old, self.new) = (old, new)
        for violation in before {
            guard let place = Place(violation) else { continue }
            excuses[place, default: []].append((violation.part ?? violation.path)?.value(in: old))
        }
    }

    /// Whether the violation is an old one.
    package mutating func excuses(_ violation: Violation) -> Bool {
        guard let place = Place(violation), let candidates = excuses[place],
            violation.related.allSatisfy({ $0.value(in: old) == $0.value(in: new) })
        else { return false }
        let value = (violation.part ?? violation.path)?.value(in: new)
        guard let excuse = candidates.firstIndex(where: { $0 == value }) else { return false }
        excuses[place]?.remove(at: excuse)
        return true
    }
}
