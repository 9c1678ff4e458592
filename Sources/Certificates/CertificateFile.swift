internal import COpenSSL
internal import Files

/// PEM files with certificates in them.
package enum CertificateFile {
    /// 1 MiB: a bundle of every public root is a quarter of that.
    static let limit = 1 << 20

    /// What each certificate in the file at `path` says, in the file's order; never none.
    package static func inspect(_ path: String) throws(CertificateError) -> [CertificateSummary] {
        try each(bytes(path), of: path) { certificate throws(CertificateError) in try certificate.summary() }
    }

    /// The same, of a regular file only and without ever waiting for who writes to a pipe.
    package static func inspect(regularFile path: String) throws(CertificateError) -> [CertificateSummary] {
        try each(bytes(path, by: Files.readRegular), of: path) { certificate throws(CertificateError) in
            try certificate.summary()
        }
    }

    /// The certificates of the file at `path` in PEM, and nothing else that the file may hold.
    static func pem(_ path: String) throws(CertificateError) -> [UInt8] {
        try each(bytes(path), of: path) { certificate throws(CertificateError) in try certificate.pem() }
            .flatMap { $0 }
    }

    /// Reads every certificate in PEM text; never none.
    /// - Parameter path: what errors call the text.
    static func each<Result>(
        _ bytes: [UInt8], of path: String, _ read: (borrowing Certificate) throws(CertificateError) -> Result
    ) throws(CertificateError) -> [Result] {
        let bio = try MemoryBIO(bytes)
        var results: [Result] = []
        while let certificate = try next(in: bio, of: path, number: results.count + 1) {
            results.append(try read(certificate))
        }
        guard !results.isEmpty else { throw .noCertificate(path: path) }
        return results
    }

    /// The first certificate in the file at `path`.
    static func first(_ path: String) throws(CertificateError) -> Certificate {
        try first(in: bytes(path), of: path)
    }

    static func first(in bytes: [UInt8], of path: String) throws(CertificateError) -> Certificate {
        guard let certificate = try next(in: MemoryBIO(bytes), of: path, number: 1) else {
            throw .noCertificate(path: path)
        }
        return certificate
    }

    static func bytes(
        _ path: String, by read: (String, Int) throws(FileError) -> [UInt8] = Files.read
    ) throws(CertificateError) -> [UInt8] {
        do throws(FileError) {
            return try read(path, limit)
        } catch {
            throw .file(error)
        }
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
