internal import COpenSSL
internal import Files
internal import Glibc

/// The folder with everything a webhook server needs for TLS.
package struct CertificateFolder: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    package enum File: String, CaseIterable, Sendable {
        case authorityCertificate = "ca.crt"
        case authorityKey = "ca.key"
        /// In DER; the others are PEM.
        case revocationList = "ca.crl"
        case certificate = "tls.crt"
        case key = "tls.key"
    }

    package func path(of file: File) -> String { "\(path)/\(file.rawValue)" }

    /// Makes what is missing: the whole set in an empty folder, a new serving pair where only that is missing, and a
    /// revocation list where a certificate made here names one; of a CA that was not made here, none.
    /// A folder that can serve (`ca.crt`, `tls.crt`, `tls.key`) is left alone: the CA's key may be kept elsewhere, and a
    /// pair from before there were lists names none.
    /// - Parameters:
    ///   - list: where `ca.crl` can be had; nil: where the server behind `names` has it by default, if there is one.
    ///   - overwrite: makes everything anew, the CA included.
    /// - Returns: the files written, none if nothing was missing.
    package func complete(
        for names: ServingNames, list: ListAddresses? = nil, overwrite: Bool = false
    ) throws(CertificateError) -> [File] {
        try createFolder()
        if overwrite { return try makeAll(names, list, overwrite: true) }
        let pairIsThere = try isWhole(.certificate, .key)
        if pairIsThere {
            guard has(.authorityCertificate) else {
                throw .incomplete(missing: path(of: .authorityCertificate), beside: path(of: .certificate))
            }
            return try restoreList(named: ListAddresses(of: names))
        }
        guard try isWhole(.authorityCertificate, .authorityKey) else {
            // It would be the list of another CA.
            guard !has(.revocationList) else {
                throw .incomplete(missing: path(of: .authorityCertificate), beside: path(of: .revocationList))
            }
            return try makeAll(names, list, overwrite: false)
        }
        let authority = try CertificateAuthority.load(
            certificate: path(of: .authorityCertificate), key: path(of: .authorityKey))
        // Another CA's list is its owner's business: it may have signed for others, and revoked some.
        let isMissing = try authority.isOwn() && !has(.revocationList)
        let made = isMissing ? try storeList(by: authority, overwrite: false) : []
        let list = list ?? (has(.revocationList) ? ListAddresses(of: names) : nil)
        return made + (try store(authority.issue(for: names, list: list), overwrite: false))
    }

    /// Makes the list that the certificate says to be here, if it is not, and the key of our own CA is.
    private func restoreList(named list: ListAddresses) throws(CertificateError) -> [File] {
        guard !has(.revocationList), has(.authorityKey),
            try CertificateFile.first(path(of: .certificate)).summary().names(list)
        else { return [] }
        let authority = try CertificateAuthority.load(
            certificate: path(of: .authorityCertificate), key: path(of: .authorityKey))
        return try authority.isOwn() ? storeList(by: authority, overwrite: false) : []
    }

    /// What goes into `caBundle` of a webhook configuration: the certificates of `ca.crt` in base64 on one line.
    package func caBundle() throws(CertificateError) -> String {
        let pem = try CertificateFile.pem(path(of: .authorityCertificate))
        // Four characters for every three bytes begun, and a NUL that OpenSSL adds.
        var text = [UInt8](repeating: 0, count: (pem.count + 2) / 3 * 4 + 1)
        let count = unsafe EVP_EncodeBlock(&text, pem, Int32(pem.count))
        return String(decoding: text.prefix(Int(count)), as: UTF8.self)
    }

    func has(_ file: File) -> Bool { StoredFile(path(of: file)).exists }

    /// Whether both files are there: true or false, but an error for one without the other.
    private func isWhole(_ one: File, _ other: File) throws(CertificateError) -> Bool {
        switch (has(one), has(other)) {
        case (true, true): return true
        case (false, false): return false
        case (true, false): throw .incomplete(missing: path(of: other), beside: path(of: one))
        case (false, true): throw .incomplete(missing: path(of: one), beside: path(of: other))
        }
    }

    private func createFolder() throws(CertificateError) {
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw .file(.last(path, "create the folder"))
        }
    }

    private func makeAll(
        _ names: ServingNames, _ list: ListAddresses?, overwrite: Bool
    ) throws(CertificateError) -> [File] {
        let authority = try CertificateAuthority.create()
        let serving = try authority.issue(for: names, list: list ?? ListAddresses(of: names))
        try write(authority.key.pem(), to: .authorityKey, mode: 0o600, overwrite: overwrite)
        try write(authority.certificate.pem(), to: .authorityCertificate, mode: 0o644, overwrite: overwrite)
        return [.authorityCertificate, .authorityKey] + (try storeList(by: authority, overwrite: overwrite))
            + (try store(serving, overwrite: overwrite))
    }

    private func storeList(
        by authority: borrowing CertificateAuthority, overwrite: Bool
    ) throws(CertificateError) -> [File] {
        let list = try RevocationList.empty(by: authority.certificate, key: authority.key)
        try write(list.der(), to: .revocationList, mode: 0o644, overwrite: overwrite)
        return [.revocationList]
    }

    private func store(_ serving: borrowing ServingCertificate, overwrite: Bool) throws(CertificateError) -> [File] {
        try write(serving.key.pem(), to: .key, mode: 0o600, overwrite: overwrite)
        try write(serving.certificate.pem(), to: .certificate, mode: 0o644, overwrite: overwrite)
        return [.certificate, .key]
    }

    private func write(_ bytes: [UInt8], to file: File, mode: mode_t, overwrite: Bool) throws(CertificateError) {
        do throws(FileError) {
            try StoredFile(path(of: file)).write(bytes, mode: mode, overwrite: overwrite)
        } catch {
            throw .file(error)
        }
    }
}
