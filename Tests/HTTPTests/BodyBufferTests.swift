import Testing

@testable import HTTP

@Suite struct BodyBufferTests {
    /// 1,000 pieces of 1,000 bytes.
    static let piece = ArraySlice(repeating: UInt8(ascii: "x"), count: 1_000)

    /// Where it is in memory.
    static func place(of bytes: [UInt8]) -> Int {
        unsafe bytes.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
    }

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

    @Test func `a large body goes on in memory that another has left`() {
        var memory: [UInt8] = []
        memory.reserveCapacity(1_500_000)
        let place = Self.place(of: memory)
        var body = BodyBuffer(limits: Limits())
        body.announce(length: 1_000_000)
        body.append(Self.piece)
        #expect(body.occupied == 1_000)
        let lent = memory.capacity
        let isMoved = body.move(into: &memory)
        #expect(isMoved && memory.capacity == 0)
        #expect(body.occupied == lent, "memory that has been written to is taken up, whatever has come")
        for _ in 1..<1_000 { body.append(Self.piece) }
        #expect(body.bytes == [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000))
        #expect(Self.place(of: body.bytes) == place)
        _ = body.take(keeping: 0)
        #expect(body.occupied == 0)
    }

    @Test(arguments: [
        (1_000_000, 900_000), (1_000_000, 2_100_000), (900, 1_500), (31 << 20, 40 << 20), (nil, 1_500_000),
    ])
    func `memory is left where the body does not fit, is small for it, has some, is refused, or of unknown length`(
        length: Int?, capacity: Int
    ) {
        var memory: [UInt8] = []
        memory.reserveCapacity(capacity)
        var body = BodyBuffer(limits: Limits(body: 30 << 20))
        if let length { body.announce(length: length) } else { body.announce(chunk: 1_000) }
        body.append(Self.piece)
        let isMoved = body.move(into: &memory)
        #expect(!isMoved && memory.capacity >= capacity && body.occupied == 1_000)
    }

    @Test func `memory that somebody still reads is not written to`() {
        var memory = [UInt8](repeating: UInt8(ascii: "y"), count: 1_000_000)
        let held = memory
        var body = BodyBuffer(limits: Limits())
        body.announce(length: 1_000_000)
        body.append(Self.piece)
        _ = body.move(into: &memory)
        for _ in 1..<1_000 { body.append(Self.piece) }
        #expect(held.allSatisfy { $0 == UInt8(ascii: "y") })
        #expect(body.bytes.allSatisfy { $0 == UInt8(ascii: "x") })
    }
}
