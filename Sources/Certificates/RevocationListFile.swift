internal import Files

/// A file with a CA's revocation list in DER.
package enum RevocationListFile {
    /// 64 KiB: an empty list takes some 210 bytes, and each certificate in it some 40.
    static let limit = 64 << 10

    /// RFC 2585 section 4.2.
    package static let contentType = "application/pkix-crl"

    /// Its path beside the file at `path`.
    package static func path(beside path: String) -> String {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        return "\(folder)\(CertificateFolder.File.revocationList.rawValue)"
    }

    /// Whether these bytes are a revocation list in DER, and nothing more.
    package static func isList(_ bytes: [UInt8]) -> Bool { RevocationList.read(bytes) != nil }

    /// What is in the regular file at `path`, without ever waiting for who writes to a pipe. Nothing but a revocation
    /// list comes out of this, whatever has been put there by mistake: all the world may have it.
    package static func der(regularFile path: String) throws(CertificateError) -> [UInt8] {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.readRegular(path, limit: limit)
        } catch {
            throw .file(error)
        }
        guard isList(bytes) else { throw .malformedList(path: path) }
        return bytes
    }
}
