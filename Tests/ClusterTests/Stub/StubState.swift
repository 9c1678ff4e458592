import Synchronization

@testable import Serving

/// What the stub's connections share.
final class StubState: Sendable {
    struct Contents: Sendable {
        var objects: StubObjects
        /// nil: anybody is let in.
        var token: String?
        var pageSize = Int.max
        /// The lists that are unknown, by the last part of their path.
        var missing: Set<String> = []
        var calls: [String] = []
        var faults: [(part: String, fault: StubFault, count: Int)] = []
        var watches: [(path: String, orders: Inbox<WatchOrder>)] = []
        var descriptors: Set<Int32> = []
        var isClosed = false
    }

    enum WatchOrder: Sendable {
        case event(String)
        /// Ends as a server does after `timeoutSeconds`.
        case end
        /// Closes without an end.
        case cut
    }

    let contents: Mutex<Contents>
    /// Told of every call.
    let seen: Inbox<String>
    /// Told of every connection that has ended.
    let ended: Inbox<Int32>

    init(_ objects: StubObjects) throws {
        contents = Mutex(Contents(objects: objects))
        seen = try Inbox()
        ended = try Inbox()
    }

    func note(_ call: String) {
        contents.withLock { $0.calls.append(call) }
        seen.post(call)
    }

    func fault(for call: String) -> StubFault {
        contents.withLock { contents in
            guard let index = contents.faults.firstIndex(where: { call.contains($0.part) }) else {
                return .none
            }
            contents.faults[index].count -= 1
            defer { if contents.faults[index].count == 0 { contents.faults.remove(at: index) } }
            return contents.faults[index].fault
        }
    }
}
