package import JSON

/// Tells what an update breaks from what was broken before.
///
/// A violation is an old one if the old object has the same at the same place with the same value there (or in the part
/// that it is within), and in the fields related to it. In lists the place may have another index; each old violation
/// excuses one new one. Without this, a controller could not remove a finalizer from an object that was stored before
/// there was a rule.
package struct Ratchet {
    private var new: Side
    private var old: Side
    /// The old violations by what was wrong and what stood there. An object may have many of one kind, so that each new
    /// one must not be held against each.
    private var excuses: [Place: [Int?: [Int]]] = [:]
    /// What was wrong, for each old violation; of each, the one that was told of is the first.
    private var parts: [[Value?]] = []
    private var isUsed: [Bool] = []
    /// What has been compared, by the places of the two values: many violations may be within one part.
    private var compared: [Pair: Bool] = [:]
    /// Bytes of values that may be read yet: parts may be large, and in each other.
    private var budget = 64 << 20

    private struct Side {
        var reader: FieldReader
        /// Of values, by their places.
        var digests: [Int: Int] = [:]

        init(_ object: Value) { reader = FieldReader(object) }

        /// nil where there is nothing, or where it cannot be read any more.
        mutating func digest(of value: Value?, within budget: inout Int) -> Int? {
            guard let value else { return nil }
            if let known = digests[value.index] { return known }
            budget -= value.byteRange.count
            guard budget > 0 else { return nil }
            let digest = value.digest
            digests[value.index] = digest
            return digest
        }
    }

    private struct Pair: Hashable {
        let old: Int
        let new: Int
    }

    /// What two violations have in common before any value is looked at.
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
        (self.old, self.new) = (Side(old), Side(new))
        for violation in before {
            guard let place = Place(violation) else { continue }
            let values = ([violation.part ?? violation.path] + violation.otherParts).map { part in
                part.flatMap { self.old.reader.value(at: $0) }
            }
            for digest in Set(values.map { self.old.digest(of: $0, within: &budget) }) {
                excuses[place, default: [:]][digest, default: []].append(parts.count)
            }
            parts.append(values)
            isUsed.append(false)
        }
    }

    /// Elements of lists gone over so far.
    var steps: Int { old.reader.steps + new.reader.steps }

    /// Pairs of values compared so far.
    var comparisons: Int { compared.count }

    /// Whether the violation is an old one.
    package mutating func excuses(_ violation: Violation) -> Bool {
        guard let place = Place(violation), excuses[place] != nil,
            violation.related.allSatisfy({ same(old.reader.value(at: $0), new.reader.value(at: $0)) })
        else { return false }
        let value = (violation.part ?? violation.path).flatMap { new.reader.value(at: $0) }
        let digest = new.digest(of: value, within: &budget)
        while budget > 0, let excuse = excuses[place]?[digest]?.popLast() {
            guard !isUsed[excuse], parts[excuse].contains(where: { same($0, value) }) else { continue }
            isUsed[excuse] = true
            return true
        }
        // What cannot be read any more counts as new.
        return false
    }

    private mutating func same(_ old: Value?, _ new: Value?) -> Bool {
        guard let old, let new else { return old == nil && new == nil }
        let pair = Pair(old: old.index, new: new.index)
        if let known = compared[pair] { return known }
        budget -= min(old.byteRange.count, new.byteRange.count)
        let isSame = budget > 0 && old == new
        compared[pair] = isSame
        return isSame
    }
}
