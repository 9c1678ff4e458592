internal import Files

extension Configuration {
    /// 1 MiB, which is also what a ConfigMap can hold.
    package static let maximumBytes = 1 << 20

    /// Reads the file at `path`; without a path, these are the built-in defaults. No file is looked for by itself.
    package init(file path: String?) throws(ConfigurationError) {
        guard let path else {
            self.init()
            return
        }
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.read(path, limit: Self.maximumBytes)
        } catch {
            throw .unreadable(error)
        }
        try self.init(bytes, file: path)
    }
}
