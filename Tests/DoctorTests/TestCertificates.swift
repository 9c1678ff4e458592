internal import COpenSSL
internal import Glibc

@testable import Certificates

/// Certificates of the sample clusters, made anew for each run: by name, in PEM.
enum TestCertificates {
    /// `ca.crt` is the CA of those that are none; the other CAs have the same name and other keys.
    static let all: [String: String] = {
        do throws(CertificateError) {
            return try made()
        } catch {
            fatalError("\(error)")
        }
    }()

    private static let century = ("20200101000000Z", "21200101000000Z")
    private static let past = ("20200101000000Z", "20200201000000Z")

    private static func made() throws(CertificateError) -> [String: String] {
        let key = try PrivateKey.generate()
        let authority = try Self.authority(key, century)
        return [
            "ca.crt": try text(authority),
            "other-ca.crt": try text(Self.authority(PrivateKey.generate(), century)),
            "expired-ca.crt": try text(Self.authority(PrivateKey.generate(), past)),
            "tls.crt": try leaf("tallyman-system", "serverAuth", century, authority, key),
            "expired.crt": try leaf("tallyman-system", "serverAuth", past, authority, key),
            "wrong-name.crt": try leaf("default", "serverAuth", century, authority, key),
            "client.crt": try leaf("tallyman-system", "clientAuth", century, authority, key),
        ]
    }

    private static func authority(
        _ key: borrowing PrivateKey, _ time: (from: String, to: String)
    ) throws(CertificateError) -> Certificate {
        let certificate = try Certificate.unsigned(
            commonName: CertificateAuthority.commonName, key: key, days: 1)
        set(time, of: certificate)
        try certificate.sign(CertificateExtension.authority, issuer: certificate, key: key)
        return certificate
    }

    private static func leaf(
        _ namespace: String, _ usage: String, _ time: (from: String, to: String), _ issuer: borrowing Certificate,
        _ key: borrowing PrivateKey
    ) throws(CertificateError) -> String {
        let certificate = try Certificate.unsigned(commonName: "tallyman", key: PrivateKey.generate(), days: 1)
        set(time, of: certificate)
        let extensions: [CertificateExtension] = [
            .init(identifier: NID_basic_constraints, value: "critical,CA:FALSE"),
            .init(identifier: NID_ext_key_usage, value: usage),
            .init(identifier: NID_subject_alt_name, value: "DNS:tallyman.\(namespace).svc"),
            .subjectKey, .authorityKey,
        ]
        try certificate.sign(extensions, issuer: issuer, key: key)
        return try text(certificate)
    }

    private static func text(_ certificate: borrowing Certificate) throws(CertificateError) -> String {
        String(decoding: try certificate.pem(), as: UTF8.self)
    }

    private static func set(_ time: (from: String, to: String), of certificate: borrowing Certificate) {
        unsafe ASN1_TIME_set_string(X509_getm_notBefore(certificate.raw), time.from)
        unsafe ASN1_TIME_set_string(X509_getm_notAfter(certificate.raw), time.to)
    }
}
