internal import Files

extension Configuration {
    /// 1 MiB, which is also what a ConfigMap can hold.
    package static let maximumBytes = 1 << 20

    /// Reads the file at `path`; without a path, these are the built-in defaults. No file is looked for by itself.
    package init(file path: String?) throws(ConfigurationError) {
        try self.init(file: path, by: Files.read)
    }

    /// The same, of a regular file only and without ever waiting for who writes to a pipe: for who reads it again while
    /// it serves.
    package init(regularFile path: String?) throws(ConfigurationError) {
        try self.init(file: path, by: Files.readRegular)
    }

    private init(
        file path: String?, by read: (String, Int) throws(FileError) -> [UInt8]
    ) throws(ConfigurationError) {
        guard let path else {
            self.init()
            return
        }
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try read(path, Self.maximumBytes)
        } catch {
            throw .unreadable(error)
        }
        try self.init(bytes, file: path)
    }
}
