import HTTP
import Testing

@testable import Serving

@Suite struct SpareMemoryTests {
    static let body = [UInt8](repeating: 0x78, count: 2_000_000)

    /// A decoder that a body of so many bytes is announced to.
    private func decoder(_ length: Int) throws -> RequestDecoder {
        var decoder = RequestDecoder(limits: Limits())
        var input = Array("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n".utf8)[...]
        _ = try decoder.decode(&input)
        return decoder
    }

    @Test func `what is kept counts, what is lent counts for the body, and no longer here`() throws {
        let budget = BodyBudget(limit: 10_000_000)
        var spare = SpareMemory(of: budget)
        spare.keep([UInt8](repeating: 0x78, count: 2_000_000))
        let kept = budget.count
        #expect(2_000_000...2_100_000 ~= kept)
        let isCounted = try lend(&spare, of: budget)
        #expect(isCounted == [true, true, true, true])
        #expect(budget.count == 0, "what a connection had is given back when it goes")
        let isLeft = spare.giveWay()
        #expect(!isLeft)
    }

    private func lend(_ spare: inout SpareMemory, of budget: BodyBudget) throws -> [Bool] {
        let kept = budget.count
        var share = BodyShare(of: budget)
        _ = share.fit(20_000)
        // It would fill less than half of it.
        var small = try decoder(200_000)
        spare.lend(to: &small, counting: &share)
        let isLeft = budget.count == kept + 20_000
        var large = try decoder(2_000_000)
        spare.lend(to: &large, counting: &share)
        return [isLeft, large.occupied > kept, share.fit(large.occupied), budget.count == large.occupied]
    }

    @Test func `memory is kept only where a body of the largest size has room beside it, and gives way to others`() {
        let budget = BodyBudget(limit: 10_000_000, largest: 7_000_000)
        var spare = SpareMemory(of: budget)
        var share = BodyShare(of: budget)
        _ = share.fit(1_500_000)
        spare.keep(Self.body)
        #expect(budget.count == 1_500_000)
        _ = share.fit(500_000)
        spare.keep(Self.body)
        #expect(budget.count == 500_000 + Self.body.capacity)
        let hasRoom = share.fit(7_500_000)
        #expect(hasRoom)
        spare.giveWayToBodies()
        #expect(budget.count == 7_500_000)
    }

    @Test(arguments: [(40 << 20, true), (43 << 20, false)])
    func `however much room there is, nothing is kept beside 44 MiB of bodies`(_ taken: Int, _ isKept: Bool) {
        let budget = BodyBudget(limit: 96 << 20, largest: 32 << 20)
        var spare = SpareMemory(of: budget)
        var share = BodyShare(of: budget)
        _ = share.fit(taken)
        spare.keep(Self.body)
        #expect((budget.count > taken) == isKept)
    }

    @Test func `a larger one takes its place, a smaller one does not`() {
        let budget = BodyBudget(limit: 10_000_000)
        var spare = SpareMemory(of: budget)
        let larger = [UInt8](repeating: 0x78, count: 3_000_000)
        for body in [Self.body, larger, Self.body] { spare.keep(body) }
        #expect(budget.count == larger.capacity)
        spare.giveWayToBodies()
        #expect(budget.count == larger.capacity, "where there is plenty of room it stays")
    }
}
