internal import COpenSSL
internal import Glibc

/// PEM files with certificates in them.
package enum CertificateFile {
    /// 1 MiB: a bundle of every public root is a quarter of that.
    static let limit = 1 << 20

    /// What each certificate in the file at `path` says, in the file's order; never none.
    package static func inspect(_ path: String) throws(CertificateError) -> [CertificateSummary] {
        let bio = try MemoryBIO(bytes(path))
        var summaries: [CertificateSummary] = []
        while let certificate = try next(in: bio, of: path, number: summaries.count + 1) {
            summaries.append(try certificate.summary())
        }
        guard !summaries.isEmpty else { throw .noCertificate(path: path) }
        return summaries
    }

    /// The first certificate in the file at `path`.
    static func first(_ path: String) throws(CertificateError) -> Certificate {
        guard let certificate = try next(in: MemoryBIO(bytes(path)), of: path, number: 1) else {
            throw .noCertificate(path: path)
        }
        return certificate
    }

    static func bytes(_ path: String) throws(CertificateError) -> [UInt8] {
        try OpenFile(path, flags: O_RDONLY, action: "read").contents(limit: limit)
    }

    private static func next(
        in bio: borrowing MemoryBIO, of path: String, number: Int
    ) throws(CertificateError) -> Certificate? {
        ERR_clear_error()
        if let raw = unsafe PEM_read_bio_X509(bio.raw, nil, nil, nil) { return unsafe Certificate(owning: raw) }
        let isEnd = tallyman_is_end_of_pem(ERR_peek_last_error()) == 1
        let reason = CertificateError.openSSLReason()
        guard isEnd else { throw .malformedCertificate(path: path, number: number, reason: reason) }
        return nil
    }
}
