internal import Glibc

/// Reading and writing without Foundation.
package enum Files {
    /// Bytes read at once.
    private static let chunk = 64 << 10

    /// The contents of a file, or of standard input for `-`.
    package static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        guard path != "-" else { return try drain(STDIN_FILENO, path: "standard input", limit: limit) }
        return try OpenFile(path, flags: O_RDONLY, action: "read").contents(limit: limit)
    }

    /// The contents of a regular file, for who must not wait: opening a pipe takes until somebody writes to it.
    package static func readRegular(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        // O_NONBLOCK means nothing to a regular file, and keeps open(2) of a FIFO from waiting. What is open is looked
        // at, so that nobody can swap it in between.
        let file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK, action: "read")
        guard file.isRegular else { throw .irregular(path: path) }
        return try file.contents(limit: limit)
    }

    /// Writes to standard output; see `Printout`.
    package static func print(_ bytes: [UInt8]) { Printout.standard.print(bytes) }

    /// Writes a line to standard error, for people.
    package static func complain(_ text: String) {
        try? write(Array("\(text)\n".utf8)[...], to: STDERR_FILENO, path: "standard error")
    }

    static func drain(_ descriptor: Int32, path: String, limit: Int) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: chunk)
        while true {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last(path, "read") }
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
            guard bytes.count <= limit else { throw .tooLarge(path: path, limit: limit) }
        }
    }

    static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, path: String) throws(FileError) {
        let number = put(bytes, to: descriptor)
        guard number == 0 else { throw .system(number, path, "write") }
    }

    /// Writes all of it.
    /// - Returns: 0, or the system's number of what went wrong.
    static func put(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32 {
        var rest = bytes
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // write(2) of something writes something or fails; whatever else would go on for ever.
            guard count > 0 else { return count < 0 ? errno : EIO }
            rest = rest.dropFirst(count)
        }
        return 0
    }
}
