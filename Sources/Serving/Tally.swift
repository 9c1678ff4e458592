internal import HTTP
internal import Synchronization

/// What one loop counts. It alone writes, so a load and a store make an addition, without a locked instruction; anyone
/// may read.
final class Tally: Sendable {
    enum Cell: Int, CaseIterable {
        case accepted, handshakes, requests, open, inFlight
    }

    /// Cells in front that stay empty: a cache line, so that what is counted is not in one with what lies before it.
    private static let margin = 8
    private static let firstRefusal = margin + Cell.allCases.count
    private static let firstReply = firstRefusal + Refusal.allCases.count
    private static let codes = 200...599

    /// Cells that are used, with the margin.
    static let used = firstReply + codes.count
    /// 426 are used today; the rest is a margin at the other end.
    private let cells = InlineArray<448, Atomic<Int>> { _ in Atomic(0) }

    var capacity: Int { cells.count }

    func add(_ amount: Int = 1, to cell: Cell) { add(amount, at: Self.margin + cell.rawValue) }

    func count(_ refusal: Refusal) { add(1, at: Self.firstRefusal + refusal.rawValue) }

    func count(_ status: StatusCode) { add(1, at: Self.firstReply + status.rawValue - Self.codes.lowerBound) }

    /// Adds what is counted here to `counts`. From any thread.
    func report(to counts: inout ServerCounts) {
        counts.accepted += self[.accepted]
        counts.handshakes += self[.handshakes]
        counts.requests += self[.requests]
        counts.open += self[.open]
        counts.inFlight += self[.inFlight]
        for refusal in Refusal.allCases {
            counts.refusals[refusal, default: 0] += read(Self.firstRefusal + refusal.rawValue)
        }
        for (index, code) in Self.codes.enumerated() {
            let count = read(Self.firstReply + index)
            if count > 0 { counts.replies[code, default: 0] += count }
        }
    }

    private subscript(cell: Cell) -> Int { read(Self.margin + cell.rawValue) }

    private func read(_ index: Int) -> Int { cells[index].load(ordering: .relaxed) }

    private func add(_ amount: Int, at index: Int) {
        cells[index].store(cells[index].load(ordering: .relaxed) &+ amount, ordering: .relaxed)
    }
}
