/// A certificate authority of one's own: signs the certificates of webhook servers, and is what a `caBundle` names.
package struct CertificateAuthority: ~Copyable {
    package let certificate: Certificate
    package let key: PrivateKey

    package static let commonName = "Tallyman CA"

    /// Ten years with their leap days: replacing a CA means touching every webhook configuration.
    package static let lifetimeDays = 3_652

    /// A new CA, valid for `days`.
    package static func create(days: Int = lifetimeDays) throws(CertificateError) -> CertificateAuthority {
        let key = try PrivateKey.generate()
        let certificate = try Certificate.unsigned(commonName: commonName, key: key, days: days)
        try certificate.sign(CertificateExtension.authority, issuer: certificate, key: key)
        return CertificateAuthority(certificate: certificate, key: key)
    }

    /// Whether it was made here, by what it calls itself: then all that it has signed is a certificate or two.
    func isOwn() throws(CertificateError) -> Bool {
        let summary = try certificate.summary()
        return summary.subject == "CN=\(Self.commonName)" && summary.issuer == summary.subject
    }

    /// The CA in two PEM files, the first certificate of `certificate` being its own.
    /// - Throws: an error that names the file when it cannot be read, is no CA's, has expired or is another key's.
    package static func load(
        certificate certificatePath: String, key keyPath: String
    ) throws(CertificateError) -> CertificateAuthority {
        let certificate = try CertificateFile.first(certificatePath)
        let summary = try certificate.summary()
        guard summary.isAuthority else { throw .notAnAuthority(path: certificatePath) }
        guard !summary.hasExpired else { throw .expired(path: certificatePath, notAfter: summary.notAfter) }
        let key = try PrivateKey.read(keyPath)
        guard certificate.belongs(to: key) else {
            throw .keyMismatch(certificate: certificatePath, key: keyPath)
        }
        return CertificateAuthority(certificate: certificate, key: key)
    }

    /// A new key and a certificate for it under `names`, valid for `days` but never longer than this CA.
    /// - Parameter list: where this CA's revocation list is to be had; nil: there is none.
    package func issue(
        for names: ServingNames, days: Int = ServingCertificate.lifetimeDays, list: ListAddresses? = nil
    ) throws(CertificateError) -> ServingCertificate {
        let key = try PrivateKey.generate()
        let leaf = try Certificate.unsigned(commonName: names.dns[0], key: key, days: days)
        try leaf.end(notAfter: certificate)
        try leaf.sign(CertificateExtension.server(names, list: list), issuer: certificate, key: self.key)
        return ServingCertificate(certificate: leaf, key: key)
    }
}
