internal import Glibc

/// An open file, closed when it goes out of scope.
struct OpenFile: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Opens `path` as open(2) does; `action` is the word for what is being done, in the error.
    init(_ path: String, flags: Int32, mode: mode_t = 0, action: String) throws(CertificateError) {
        let descriptor = unsafe open(path, flags | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .system(path, action) }
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// The whole content, if it is at most `limit` bytes.
    func contents(limit: Int) throws(CertificateError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = unsafe read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system(path, "read") }
            guard count > 0 else { return bytes }
            bytes += chunk.prefix(count)
            guard bytes.count <= limit else { throw .tooLarge(path: path, limit: limit) }
        }
    }

    /// Writes all of `bytes` and waits until they are on the disk.
    func store(_ bytes: [UInt8]) throws(CertificateError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system(path, "write") }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw .system(path, "write") }
    }
}

extension CertificateError {
    /// The error of the system call that has just failed on `path`.
    static func system(_ path: String, _ action: String) -> CertificateError {
        .file(path: path, action: action, reason: unsafe String(cString: strerror(errno)))
    }
}
