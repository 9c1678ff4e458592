/// Finds a key that stands twice in one object, in time linear in the size of its keys.
///
/// Parsers that disagree on which of the two counts are a way around a check (CVE-2026-27896), so neither does.
struct DuplicateKeys {
    private struct Key {
        let hash: UInt32
        let index: UInt32
    }

    /// Objects with at most this many keys are compared pair by pair where need be, in at most 32 × 31 ÷ 2 steps;
    /// most have fewer.
    private static let few = 32

    /// Nobody outside knows it, so nobody can choose keys that collide.
    private static let seed = UInt64.random(in: .min ... .max) | 1

    /// An open-addressing table of the keys of one object.
    private var slots: [Key] = []

    private static let empty = Key(hash: 0, index: .max)

    /// Looks through an object, all of whose nodes are there. In the nodes of keys, `next` is the fingerprint.
    mutating func check(in object: Int, text: Span<UInt8>, _ nodes: inout Parser.Nodes) throws(ParseError) {
        // A bit for each of 64 kinds of fingerprints: a key whose bit is not set has no twin before it.
        var seen: UInt64 = 0
        var count = 0
        var index = object + 1
        while index < nodes.count {
            guard count < Self.few else { return try checkMany(in: object, text: text, &nodes) }
            let bit: UInt64 = 1 << UInt64(nodes[index].next & 63)
            if seen & bit != 0 { try compare(index, in: object, text: text, nodes) }
            seen |= bit
            count += 1
            index = Int(nodes[index + 1].next)
        }
    }

    /// Compares a key with those before it.
    private func compare(
        _ index: Int, in object: Int, text: Span<UInt8>, _ nodes: borrowing Parser.Nodes
    ) throws(ParseError) {
        var earlier = object + 1
        while earlier < index {
            if nodes[earlier].next == nodes[index].next, Self.same(nodes[earlier], nodes[index], text) {
                throw duplicate(nodes[index], text)
            }
            earlier = Int(nodes[earlier + 1].next)
        }
    }

    /// Twice as many slots as keys, so that few stand in each other's way.
    private mutating func checkMany(
        in object: Int, text: Span<UInt8>, _ nodes: inout Parser.Nodes
    ) throws(ParseError) {
        var count = 0
        var index = object + 1
        while index < nodes.count {
            count += 1
            index = Int(nodes[index + 1].next)
        }
        let mask = 1 << (Int.bitWidth - count.leadingZeroBitCount + 1) - 1
        slots.removeAll(keepingCapacity: true)
        slots.append(contentsOf: repeatElement(Self.empty, count: mask + 1))
        index = object + 1
        while index < nodes.count {
            let hash = Self.hash(nodes[index], in: text)
            var slot = Int(hash) & mask
            while slots[slot].index != Self.empty.index {
                if slots[slot].hash == hash, Self.same(nodes[Int(slots[slot].index)], nodes[index], text) {
                    throw duplicate(nodes[index], text)
                }
                slot = (slot + 1) & mask
            }
            slots[slot] = Key(hash: hash, index: UInt32(index))
            index = Int(nodes[index + 1].next)
        }
    }

    private static func same(_ one: Node, _ other: Node, _ text: Span<UInt8>) -> Bool {
        if one.isEscaped || other.isEscaped { return utf8(of: one, text) == utf8(of: other, text) }
        return text.extracting(Int(one.start)..<one.end).isSame(as: text.extracting(Int(other.start)..<other.end))
    }

    private func duplicate(_ key: Node, _ text: Span<UInt8>) -> ParseError {
        ParseError(
            .duplicateKey(String(decoding: Self.utf8(of: key, text), as: UTF8.self)), at: Int(key.start) - 1)
    }

    private static func hash(_ key: Node, in text: Span<UInt8>) -> UInt32 {
        var hash = seed
        if key.isEscaped {
            Escapes.resolve(text, Int(key.start)..<key.end) { mix($0, into: &hash) }
        } else {
            for at in Int(key.start)..<key.end { mix(text[at], into: &hash) }
        }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    private static func mix(_ byte: UInt8, into hash: inout UInt64) {
        let product = (hash ^ UInt64(byte)).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        hash = product.low ^ product.high &+ seed
    }

    private static func utf8(of key: Node, _ text: Span<UInt8>) -> [UInt8] {
        var utf8: [UInt8] = []
        utf8.reserveCapacity(Int(key.length))
        if key.isEscaped {
            Escapes.resolve(text, Int(key.start)..<key.end) { utf8.append($0) }
        } else {
            for at in Int(key.start)..<key.end { utf8.append(text[at]) }
        }
        return utf8
    }
}
