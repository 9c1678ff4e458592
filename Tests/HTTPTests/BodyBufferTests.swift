import Testing

@testable import HTTP

@Suite struct BodyBufferTests {
    /// 1,000 pieces of 1,000 bytes.
    static let piece = ArraySlice(repeating: UInt8(ascii: "x"), count: 1_000)

    @Test(arguments: [false, true])
    func `a body grows in few steps`(_ inChunks: Bool) {
        var body = BodyBuffer(limits: Limits())
        if !inChunks { body.announce(length: 1_000_000) }
        var capacities: Set<Int> = []
        for _ in 0..<1_000 {
            if inChunks { body.announce(chunk: 1_000) }
            body.append(Self.piece)
            capacities.insert(body.bytes.capacity)
        }
        #expect(body.bytes.count == 1_000_000)
        #expect(capacities.count <= 12)  // 2^11 pieces are more than come
    }

    @Test func `memory follows what came, not what was claimed`() {
        var body = BodyBuffer(limits: Limits())
        body.announce(length: 30 << 20)
        body.append(Self.piece)
        #expect(body.bytes.capacity < 9_000)
    }

    @Test func `a large body of known length is moved twice, however many pieces it comes in`() {
        let record = ArraySlice(repeating: UInt8(ascii: "x"), count: 16_000)
        var body = BodyBuffer(limits: Limits())
        body.announce(length: 6_000_000)
        var capacities: Set<Int> = []
        for _ in 0..<375 {
            body.append(record)
            capacities.insert(body.bytes.capacity)
        }
        #expect(body.bytes.count == 6_000_000)
        #expect(capacities.count == 3)  // 128 KB, 1.2 MB, 6 MB
    }

    @Test func `a body of known length takes no more memory than that`() {
        var body = BodyBuffer(limits: Limits())
        body.announce(length: 10_000)
        for _ in 0..<10 { body.append(Self.piece) }
        #expect(body.bytes.capacity < 11_000)
    }
}
