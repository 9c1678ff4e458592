import Testing

@testable import Serving

@Suite struct CallQueueTests {
    @Test func `who came first is first, and who has gone is passed over`() {
        var queue = CallQueue()
        for number in UInt64(1)...6 { queue.append(number) }
        #expect(queue.removeFirst() == 1)
        for number: UInt64 in [2, 4, 2, 99] { queue.remove(number) }
        #expect(queue.removeFirst() == 3)
        queue.prepend(3)
        queue.prepend(1)
        queue.append(7)
        #expect((0..<6).map { _ in queue.removeFirst() } == [1, 3, 5, 6, 7, nil])
    }

    @Test func `it does not grow with those who have gone`() {
        var queue = CallQueue()
        for number in UInt64(1)...10 { queue.append(number) }
        for number in UInt64(11)...100_000 {
            queue.append(number)
            queue.remove(number)
            guard queue.length <= 100 else { break }
        }
        #expect(queue.length <= 100)
        for number in UInt64(100_001)...200_000 {
            queue.append(number)
            guard queue.removeFirst() != nil, queue.length <= 100 else { break }
        }
        #expect(queue.length <= 100)
        #expect((0..<11).compactMap { _ in queue.removeFirst() } == Array(199_991...200_000))
    }
}
