/// Finds a key that stands twice in one object, in time linear in the size of its keys.
///
/// Parsers that disagree on which of the two counts are a way around a check (CVE-2026-27896), so neither does.
enum DuplicateKeys {
    private struct Key {
        let hash: UInt32
        let index: UInt32
    }

    /// Objects with at most this many keys are compared pair by pair where need be, in at most 32 × 31 ÷ 2 steps;
    /// most have fewer.
    static let few = 32

    /// Nobody outside knows it, so nobody can choose keys that collide.
    private static let seed = UInt64.random(in: .min ... .max) | 1

    private static let empty = Key(hash: 0, index: .max)

    /// Looks through an object, whose nodes these are, all of them. In the nodes of keys, `size` is the fingerprint.
    @inline(never)
    static func check(_ object: Span<Node>, _ text: Span<UInt8>) throws(ParseError) {
        var (count, index) = (0, 1)
        while index < object.count {
            count += 1
            index += 1 + Int(object[index + 1].size)
        }
        guard count <= few else { return try checkMany(count, object, text) }
        index = 1
        while index < object.count {
            try compare(index, object, text)
            index += 1 + Int(object[index + 1].size)
        }
    }

    /// Compares a key with those before it.
    private static func compare(_ index: Int, _ object: Span<Node>, _ text: Span<UInt8>) throws(ParseError) {
        var earlier = 1
        while earlier < index {
            if object[earlier].size == object[index].size, same(object[earlier], object[index], text) {
                throw duplicate(object[index], text)
            }
            earlier += 1 + Int(object[earlier + 1].size)
        }
    }

    private static func checkMany(_ count: Int, _ object: Span<Node>, _ text: Span<UInt8>) throws(ParseError) {
        // An open-addressing table: twice as many slots as keys, so that few stand in each other's way.
        let mask = 1 << (Int.bitWidth - count.leadingZeroBitCount + 1) - 1
        var slots = [Key](repeating: empty, count: mask + 1)
        var index = 1
        while index < object.count {
            let hash = hash(object[index], in: text)
            var slot = Int(hash) & mask
            while slots[slot].index != empty.index {
                if slots[slot].hash == hash, same(object[Int(slots[slot].index)], object[index], text) {
                    throw duplicate(object[index], text)
                }
                slot = (slot + 1) & mask
            }
            slots[slot] = Key(hash: hash, index: UInt32(index))
            index += 1 + Int(object[index + 1].size)
        }
    }

    private static func same(_ one: Node, _ other: Node, _ text: Span<UInt8>) -> Bool {
        if one.isEscaped || other.isEscaped { return utf8(of: one, text) == utf8(of: other, text) }
        return text.extracting(Int(one.start)..<one.end).isSame(as: text.extracting(Int(other.start)..<other.end))
    }

    private static func duplicate(_ key: Node, _ text: Span<UInt8>) -> ParseError {
        ParseError(.duplicateKey(String(decoding: utf8(of: key, text), as: UTF8.self)), at: Int(key.start) - 1)
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
