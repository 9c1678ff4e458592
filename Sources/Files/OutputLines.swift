internal import Glibc
internal import Synchronization

/// Lines on standard output or standard error that do not wait for who reads them: a log that nobody takes in must not
/// stop a server. Lines for which there is no room are dropped, and counted in the next one that there is room for.
///
/// A pipe that is ready takes 4,096 bytes (PIPE_BUF) without waiting, so that longer lines are written piece by piece.
/// One lock, so that lines of several threads do not run into each other.
package final class OutputLines: Sendable {
    /// Milliseconds for a reader that is a little behind.
    private static let patience: Int32 = 10
    private static let piece = 4_096

    private let descriptor: Int32
    private let state = Mutex(State())

    private struct State {
        /// Since the last line that was written.
        var dropped = 0
        /// In all.
        var lost = 0
        /// The reader stopped in the middle of a line.
        var isCut = false
    }

    package init(to descriptor: Int32 = STDOUT_FILENO) { self.descriptor = descriptor }

    /// How many lines nobody got to see, or not to their end.
    package var lost: Int { state.withLock { $0.lost } }

    /// - Parameter line: with its newline.
    package func print(_ line: [UInt8]) {
        state.withLock { state in
            guard isReady(within: state.dropped == 0 ? Self.patience : 0) else {
                state.dropped += 1
                state.lost += 1
                return
            }
            var text: [UInt8] = state.isCut ? [UInt8(ascii: "\n")] : []
            if state.dropped > 0 { text += "{\"dropped\":\(state.dropped)}\n".utf8 }
            text += line
            state.dropped = 0
            state.isCut = !write(text[...])
            if state.isCut { state.lost += 1 }
        }
    }

    /// Writes as much as is taken; false if that was not all.
    private func write(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        while !rest.isEmpty {
            let piece = rest.prefix(Self.piece)
            rest = rest.dropFirst(piece.count)
            // Where nobody reads any more, or the disk is full, there is nobody to tell.
            guard Files.put(piece, to: descriptor) == 0 else { return true }
            if !rest.isEmpty, !isReady(within: Self.patience) { return false }
        }
        return true
    }

    private func isReady(within milliseconds: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&request, 1, milliseconds) == 1
    }
}
