internal import CLinux
internal import Synchronization

/// Counters that every thread adds to and hardly ever meets another one at: each processor has a set of its own, and who
/// reads adds them up. Adding takes neither a lock nor memory.
package final class StripedCounters: Sendable {
    /// Counters in a set: 1 KiB, so that no two processors write to one line of cache.
    package static let capacity = 128
    /// Sets, of 16 KiB in all; with more processors than that, some share one, which costs them time and nothing else.
    private static let stripes = 16

    private let cells = InlineArray<2_048, Atomic<Int>> { _ in Atomic(0) }

    /// All of them are zero.
    package init() {}

    /// The set of the processor that a thread is on. That it may be on another one a moment later does no harm.
    package struct Lane {
        fileprivate let start: Int

        /// The corresponding C function is `sched_getcpu`, which reads what the kernel has left in the thread's memory.
        package static var current: Lane {
            // -1 where the kernel does not say.
            Lane(start: Int(UInt32(bitPattern: sched_getcpu()) % UInt32(stripes)) * capacity)
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
