package import Glibc

/// A program that a test has started, ended with it.
package final class RunningProgram {
    package let process: pid_t
    private let output: Int32
    private var received: [UInt8] = []
    private var isGone = false

    /// Standard output and standard error are for `line`.
    package init(_ command: [String]) throws(Program.Failure) {
        (process, output) = try Program.start(command, reading: [STDOUT_FILENO, STDERR_FILENO])
    }

    /// Waits for a line with this in it, throwing those before it away; nil if the program ends without.
    package func line(containing text: String) -> String? {
        while true {
            while let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: received[..<end], as: UTF8.self)
                received.removeFirst(end + 1)
                if line.contains(text) { return line }
            }
            var piece = [UInt8](repeating: 0, count: 1 << 12)
            let count = unsafe read(output, &piece, piece.count)
            guard count > 0 else { return nil }
            received += piece[..<count]
        }
    }

    package func send(_ signal: Int32) { kill(process, signal) }

    /// Waits for its end; how it was, as waitpid(2) has it.
    package func end() -> Int32 {
        var status: Int32 = 0
        if !isGone { unsafe waitpid(process, &status, 0) }
        isGone = true
        return status
    }

    deinit {
        if !isGone { send(SIGKILL) }
        _ = end()
        close(output)
    }
}
