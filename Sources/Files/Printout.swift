internal import Glibc
internal import Synchronization

/// Where a command prints what it has found out. What cannot be written, as on a full disk, is complained of once, and is
/// known at the end: half a report must not look like a whole one.
package final class Printout: Sendable {
    package static let standard = Printout(to: STDOUT_FILENO, called: "standard output")

    private let descriptor: Int32
    private let name: String
    private let complain: @Sendable (String) -> Void
    private let state = Mutex(State.whole)

    private enum State {
        case whole
        /// Nobody reads any more, as after `| head`: they had what they wanted.
        case unread
        case cut
    }

    /// - Parameter complain: told, in a line for people, why the rest cannot be written.
    package init(
        to descriptor: Int32, called name: String, complain: @escaping @Sendable (String) -> Void = Files.complain
    ) {
        self.descriptor = descriptor
        self.name = name
        self.complain = complain
    }

    /// Whether something could not be written that somebody would have read.
    package var isCut: Bool { state.withLock { $0 == .cut } }

    /// Writes all of it, unless something before it could not be written: nothing comes after a gap.
    package func print(_ bytes: [UInt8]) {
        let complaint: FileError? = state.withLock { state in
            guard state == .whole else { return nil }
            let number = Files.put(bytes[...], to: descriptor)
            guard number != 0 else { return nil }
            state = number == EPIPE ? .unread : .cut
            return state == .cut ? .system(number, name, "write") : nil
        }
        if let complaint { complain("\(complaint)") }
    }
}
