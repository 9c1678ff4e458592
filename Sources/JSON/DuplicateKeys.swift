/// Finds a key that stands twice in one object, in time linear in the number of keys.
///
/// Parsers that disagree on which of the two counts are a way around a check (CVE-2026-27896), so neither does.
struct DuplicateKeys {
    private struct Key {
        var hash: UInt32
        var index: UInt32
    }

    /// Objects with at most this many keys are compared pair by pair, in at most 8 × 7 ÷ 2 steps; most have fewer.
    private static let few = 8

    /// The keys of all open objects, innermost last.
    private var keys: [Key] = []
    private var slots: [UInt32] = []
    /// Nobody outside knows it, so nobody can choose keys that collide.
    private let seed = UInt64.random(in: .min ... .max) | 1

    var count: Int { keys.count }

    /// Notes a key of the innermost open object and returns its hash.
    mutating func note(_ key: Node, at index: Int, in text: Span<UInt8>) -> UInt32 {
        let hash = hash(key, in: text)
        keys.append(Key(hash: hash, index: UInt32(index)))
        return hash
    }

    /// Closes an object whose keys begin at `base`.
    mutating func check(from base: Int, text: Span<UInt8>, nodes: [Node]) throws(ParseError) {
        defer { keys.removeSubrange(base...) }
        guard keys.count - base > Self.few else {
            for later in keys.indices.dropFirst(base + 1) {
                for earlier in base..<later where same(keys[earlier], keys[later], text, nodes) {
                    throw duplicate(keys[later], text, nodes)
                }
            }
            return
        }
        try checkMany(from: base, text: text, nodes: nodes)
    }

    /// An open-addressing table of twice as many slots as keys, so that few stand in each other's way.
    private mutating func checkMany(from base: Int, text: Span<UInt8>, nodes: [Node]) throws(ParseError) {
        let empty = UInt32.max
        let bits = Int.bitWidth - (keys.count - base).leadingZeroBitCount + 1
        let mask = 1 << bits - 1
        slots.removeAll(keepingCapacity: true)
        slots.append(contentsOf: repeatElement(empty, count: 1 << bits))
        for position in base..<keys.count {
            var slot = Int(keys[position].hash) & mask
            while slots[slot] != empty {
                if same(keys[Int(slots[slot])], keys[position], text, nodes) {
                    throw duplicate(keys[position], text, nodes)
                }
                slot = (slot + 1) & mask
            }
            slots[slot] = UInt32(position)
        }
    }

    private func same(_ one: Key, _ other: Key, _ text: Span<UInt8>, _ nodes: [Node]) -> Bool {
        guard one.hash == other.hash else { return false }
        let (one, other) = (nodes[Int(one.index)], nodes[Int(other.index)])
        if one.isEscaped || other.isEscaped { return Self.utf8(of: one, text) == Self.utf8(of: other, text) }
        guard one.length == other.length else { return false }
        for offset in 0..<Int(one.length) where text[Int(one.start) + offset] != text[Int(other.start) + offset] {
            return false
        }
        return true
    }

    private func duplicate(_ key: Key, _ text: Span<UInt8>, _ nodes: [Node]) -> ParseError {
        let node = nodes[Int(key.index)]
        return ParseError(
            .duplicateKey(String(decoding: Self.utf8(of: node, text), as: UTF8.self)), at: Int(node.start) - 1)
    }

    private func hash(_ key: Node, in text: Span<UInt8>) -> UInt32 {
        var hash = seed
        if key.isEscaped {
            for byte in Self.utf8(of: key, text) { mix(byte, into: &hash) }
        } else {
            for at in Int(key.start)..<key.end { mix(text[at], into: &hash) }
        }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    private func mix(_ byte: UInt8, into hash: inout UInt64) {
        let product = (hash ^ UInt64(byte)).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        hash = product.low ^ product.high &+ seed
    }

    private static func utf8(of key: Node, _ text: Span<UInt8>) -> [UInt8] {
        var raw: [UInt8] = []
        raw.reserveCapacity(Int(key.length))
        for at in Int(key.start)..<key.end { raw.append(text[at]) }
        return key.isEscaped ? Escapes.resolve(raw[...]) : raw
    }
}
