internal import Glibc
internal import Synchronization

/// Counters that every thread adds to and hardly ever meets another one at: each thread has a set of its own, and who
/// reads adds them up. Adding takes neither a lock nor memory.
package final class StripedCounters: Sendable {
    /// Counters in a set: 1 KiB, so that no two threads write to one line of cache.
    package static let capacity = 128
    /// Sets, of 16 KiB in all. Threads that share one lose a little time by it, and nothing else.
    private static let stripes = 16

    private let cells = InlineArray<2_048, Atomic<Int>> { _ in Atomic(0) }

    /// All of them are zero.
    package init() {}

    /// The set of a thread.
    package struct Lane {
        fileprivate let start: Int

        /// The corresponding C function is `pthread_self`. It is the address of the thread's stack, which is some MiB
        /// and a page away from its neighbour's: the number of the page tells neighbours apart.
        package static var current: Lane {
            Lane(start: Int((pthread_self() >> 12) % UInt(stripes)) * capacity)
        }
    }

    /// - Parameter counter: below `capacity`.
    package func add(_ amount: Int = 1, to counter: Int, in lane: Lane) {
        precondition(counter < Self.capacity)
        // Each counter by itself is right; nobody reads one to know about another.
        cells[lane.start + counter].add(amount, ordering: .relaxed)
    }

    package func total(_ counter: Int) -> Int {
        (0..<Self.stripes).reduce(0) { $0 &+ cells[$1 * Self.capacity + counter].load(ordering: .relaxed) }
    }
}
