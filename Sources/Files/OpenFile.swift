internal import Glibc

/// An open file, closed when it goes out of scope.
package struct OpenFile: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Opens `path` as open(2) does; `action` is the word for what is being done, in the error.
    package init(_ path: String, flags: Int32, mode: UInt32 = 0, action: String) throws(FileError) {
        let descriptor = unsafe open(path, flags | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .last(path, action) }
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Whether it is neither a folder, nor a pipe, nor a device.
    var isRegular: Bool {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// All that is in it, if that is at most `limit` bytes.
    package func contents(limit: Int) throws(FileError) -> [UInt8] {
        try Files.drain(descriptor, path: path, limit: limit)
    }

    /// Its first `limit` bytes, however often it is asked for them: a file of `/proc` says each time how it is now.
    package func beginning(_ limit: Int) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = unsafe pread(descriptor, &buffer, limit, 0)
        return Array(buffer.prefix(max(0, count)))
    }

    /// Writes all of `bytes` and waits until they are on the disk.
    package func store(_ bytes: [UInt8]) throws(FileError) {
        try Files.write(bytes[...], to: descriptor, path: path)
        guard fsync(descriptor) == 0 else { throw .last(path, "write") }
    }
}
