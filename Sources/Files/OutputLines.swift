internal import Glibc
internal import Synchronization

/// Lines on standard output that do not wait for who reads them: a log that nobody takes in must not stop a server.
/// Lines for which there is no room are dropped, and counted in the next one that there is room for.
///
/// A pipe that is ready takes 4,096 bytes (PIPE_BUF) without waiting, more than nearly all lines have. One lock, so that
/// longer lines of several threads do not run into each other.
package final class OutputLines: Sendable {
    /// Milliseconds for a reader that is a little behind.
    private static let patience: Int32 = 10

    private let descriptor: Int32
    private let dropped = Mutex(0)

    package init(to descriptor: Int32 = STDOUT_FILENO) { self.descriptor = descriptor }

    /// - Parameter line: with its newline.
    package func print(_ line: [UInt8]) {
        dropped.withLock { dropped in
            guard isReady(within: dropped == 0 ? Self.patience : 0) else {
                dropped += 1
                return
            }
            let notice = dropped == 0 ? [] : Array("{\"dropped\":\(dropped)}\n".utf8)
            dropped = 0
            // Where nobody reads any more, there is nobody to tell.
            try? Files.write((notice + line)[...], to: descriptor, path: "standard output")
        }
    }

    private func isReady(within milliseconds: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&request, 1, milliseconds) == 1
    }
}
