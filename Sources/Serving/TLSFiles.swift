internal import Files
internal import Glibc

/// What stands in the files of TLS settings, read at one time: every loop makes the same of it.
struct TLSFiles: ~Copyable {
    /// 1 MiB: a bundle of every public root is a quarter of that.
    private static let limit = 1 << 20

    let settings: TLSSettings
    let certificate: [UInt8]
    let privateKey: [UInt8]
    /// nil where no client has to show who it is.
    let clientCA: [UInt8]?

    init(_ settings: TLSSettings) throws(ServerError) {
        let certificate = try Self.read(settings.certificate) { .badCertificate(path: $0, reason: $1) }
        let privateKey = try Self.read(settings.privateKey) { .badPrivateKey(path: $0, reason: $1) }
        if let path = settings.clientCA {
            clientCA = try Self.read(path) { .badClientCA(path: $0, reason: $1) }
        } else {
            clientCA = nil
        }
        self.settings = settings
        self.certificate = certificate
        self.privateKey = privateKey
    }

    deinit {
        var key = privateKey
        key.erase()
    }

    private static func read(
        _ path: String, orThrow error: (String, String) -> ServerError
    ) throws(ServerError) -> [UInt8] {
        guard unsafe access(path, R_OK) == 0 else { throw .cannotRead(path: path, errno: errno) }
        do throws(FileError) {
            return try Files.readRegular(path, limit: limit)
        } catch let problem {
            throw error(path, problem.problem)
        }
    }
}
