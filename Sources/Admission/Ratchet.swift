package import JSON

/// Tells what an update breaks from what was broken before.
///
/// A violation is an old one if the old object has the same at the same place with the same value there (or in the part
/// that it is within), and in the fields related to it. In lists the place may have another index; each old violation
/// excuses one new one. Without this, a controller could not remove a finalizer from an object that was stored before
/// there was a rule.
package struct Ratchet {
    private var new: FieldReader
    private var old: FieldReader
    /// The values that were wrong before, by what was wrong with them; of each the one that was told of is the first.
    private var excuses: [Place: [[Value?]]] = [:]
    /// What has been compared, by the places of the two values: many violations may be within one part.
    private var compared: [Pair: Bool] = [:]
    /// Bytes of values that may be compared yet. Each part may have to be held against each, and parts may be large.
    private var budget = 64 << 20

    private struct Pair: Hashable {
        let old: Int
        let new: Int
    }

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
        var reader = FieldReader(old)
        for violation in before {
            guard let place = Place(violation) else { continue }
            let parts = [violation.part ?? violation.path] + violation.otherParts
            excuses[place, default: []].append(parts.map { part in part.flatMap { reader.value(at: $0) } })
        }
        (self.old, self.new) = (reader, FieldReader(new))
    }

    /// Elements of lists gone over so far.
    var steps: Int { old.steps + new.steps }

    /// Whether the violation is an old one.
    package mutating func excuses(_ violation: Violation) -> Bool {
        guard let place = Place(violation), let candidates = excuses[place],
            violation.related.allSatisfy({ old.value(at: $0) == new.value(at: $0) })
        else { return false }
        let value = (violation.part ?? violation.path).flatMap { new.value(at: $0) }
        guard let excuse = candidates.firstIndex(where: { $0.contains { same($0, value) } }) else { return false }
        excuses[place]?.remove(at: excuse)
        return true
    }

    private mutating func same(_ old: Value?, _ new: Value?) -> Bool {
        guard let old, let new else { return old == nil && new == nil }
        let pair = Pair(old: old.index, new: new.index)
        if let known = compared[pair] { return known }
        budget -= min(old.byteRange.count, new.byteRange.count)
        // What cannot be compared any more counts as new.
        let isSame = budget > 0 && old == new
        compared[pair] = isSame
        return isSame
    }
}
