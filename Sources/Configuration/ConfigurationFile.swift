internal import Glibc

/// The file a configuration stands in.
package enum ConfigurationFile {
    /// 1 MiB, which is also what a ConfigMap can hold.
    package static let maximumBytes = 1 << 20

    /// Reads the configuration at `path`.
    package static func load(_ path: String) throws(ConfigurationError) -> Configuration {
        try Configuration(try read(path), file: path)
    }

    private static func read(_ path: String) throws(ConfigurationError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        // One byte more than may be there, to tell a full file from one too large.
        var bytes = [UInt8](repeating: 0, count: maximumBytes + 1)
        var count = 0
        while count < bytes.count {
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw failure(path, errno) }
            guard got > 0 else { return Array(bytes.prefix(count)) }
            count += got
        }
        throw .unreadable(file: path, reason: "larger than \(maximumBytes) bytes; a configuration is not")
    }

    private static func failure(_ path: String, _ code: Int32) -> ConfigurationError {
        .unreadable(file: path, reason: unsafe String(cString: strerror(code)).lowercased())
    }
}
