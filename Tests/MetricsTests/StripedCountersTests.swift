import Metrics
import Testing

@Suite struct StripedCountersTests {
    @Test func `what several threads add is all there`() async {
        let counters = StripedCounters()
        await withTaskGroup { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<10_000 {
                        counters.add(to: 0, in: .current)
                        counters.add(2, to: StripedCounters.capacity - 1, in: .current)
                    }
                }
            }
        }
        #expect(counters.total(0) == 40_000 && counters.total(StripedCounters.capacity - 1) == 80_000)
        #expect(counters.total(1) == 0)
    }
}
