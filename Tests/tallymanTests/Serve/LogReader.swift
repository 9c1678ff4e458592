import Files
import Glibc

@testable import tallyman

/// A server's log, read by a test.
final class LogReader: Sendable {
    private let ends: (read: Int32, write: Int32)
    let log: ServerLog

    init() throws {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { throw Silence(said: "no pipe") }
        self.ends = (ends[0], ends[1])
        let lines = OutputLines(to: ends[1])
        log = ServerLog(output: lines, errors: lines)
    }

    deinit {
        close(ends.read)
        close(ends.write)
    }

    struct Silence: Error {
        let said: String
    }

    /// All lines that are there by now, without the program's name.
    func lines() -> [String] {
        var text: [UInt8] = []
        while isReady(within: 0), let piece = piece() { text += piece }
        return String(decoding: text, as: UTF8.self).split(separator: "\n").map {
            String($0.dropFirst($0.hasPrefix("tallyman: ") ? 10 : 0))
        }
    }

    /// Waits until there is a line with `text` in it, for half a minute at most.
    func wait(for text: String) throws {
        var said: [UInt8] = []
        while !String(decoding: said, as: UTF8.self).contains(text) {
            guard isReady(within: 30_000), let piece = piece() else {
                throw Silence(said: String(decoding: said, as: UTF8.self))
            }
            said += piece
        }
    }

    private func piece() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe read(ends.read, &buffer, buffer.count)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }

    private func isReady(within milliseconds: Int32) -> Bool {
        var request = pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&request, 1, milliseconds) == 1
    }
}
