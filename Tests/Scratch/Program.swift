import Glibc

/// A program that a test runs.
package enum Program {
    package struct Failure: Error {
        let command: [String]
        let status: Int32
    }

    /// Whether there is one of this name on the PATH.
    package static func isThere(_ name: String) -> Bool {
        let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? ""
        return path.split(separator: ":").contains { isThere(at: "\($0)/\(name)") }
    }

    /// Whether there is one at this path.
    package static func isThere(at path: String) -> Bool { unsafe access(path, X_OK) == 0 }

    /// What a command prints on standard output, once it has ended well.
    package static func output(of command: [String]) throws(Failure) -> [UInt8] {
        let (process, end) = try start(command, reading: [STDOUT_FILENO])
        defer { close(end) }
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = unsafe read(end, &piece, piece.count), count > 0 { output += piece[..<count] }
        var status: Int32 = 0
        guard unsafe waitpid(process, &status, 0) == process, status == 0 else {
            throw Failure(command: command, status: status)
        }
        return output
    }

    /// Starts a command, what it writes to `streams` into a pipe.
    /// - Returns: the process, and the end of the pipe to read from and to close.
    static func start(
        _ command: [String], reading streams: [Int32]
    ) throws(Failure) -> (process: pid_t, output: Int32) {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { throw Failure(command: command, status: errno) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for stream in streams { unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], stream) }
        for end in ends { unsafe posix_spawn_file_actions_addclose(&actions, end) }
        var arguments = unsafe command.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var process = pid_t()
        let spawned = unsafe posix_spawnp(&process, command[0], &actions, nil, &arguments, environ)
        close(ends[1])
        guard spawned == 0 else {
            close(ends[0])
            throw Failure(command: command, status: spawned)
        }
        return (process, ends[0])
    }
}
