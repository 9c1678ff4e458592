internal import COpenSSL

/// An X.509 certificate.
@safe package struct Certificate: ~Copyable {
    let raw: OpaquePointer

    init(owning raw: OpaquePointer) { unsafe self.raw = raw }

    deinit { unsafe X509_free(raw) }

    /// Clocks differ a little: a certificate made now is valid five minutes ago already.
    static let backdating = 5 * 60

    /// A certificate for `key`'s public half, valid for `days` from now, with a random serial number of 128 bits;
    /// without issuer, extensions and signature yet.
    static func unsigned(
        commonName: String, key: borrowing PrivateKey, days: Int
    ) throws(CertificateError) -> Certificate {
        guard let raw = unsafe X509_new() else { throw .fromOpenSSL("allocate a certificate") }
        let certificate = unsafe Certificate(owning: raw)
        let serial = unsafe BN_new()
        defer { unsafe BN_free(serial) }
        let subject = unsafe X509_get_subject_name(raw)
        guard
            unsafe X509_set_version(raw, Int(X509_VERSION_3)) == 1,
            unsafe BN_rand(serial, 128, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1,
            unsafe BN_to_ASN1_INTEGER(serial, X509_get_serialNumber(raw)) != nil,
            unsafe X509_time_adj_ex(X509_getm_notBefore(raw), 0, -backdating, nil) != nil,
            unsafe X509_time_adj_ex(X509_getm_notAfter(raw), Int32(days), 0, nil) != nil,
            unsafe X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, commonName, -1, -1, 0) == 1,
            unsafe X509_set_pubkey(raw, key.raw) == 1
        else { throw .fromOpenSSL("fill in a certificate") }
        return certificate
    }

    /// Names the issuer, adds what `extensions` say, and signs with the issuer's key.
    func sign(
        _ extensions: [CertificateExtension], issuer: borrowing Certificate, key: borrowing PrivateKey
    ) throws(CertificateError) {
        guard unsafe X509_set_issuer_name(raw, X509_get_subject_name(issuer.raw)) == 1 else {
            throw .fromOpenSSL("name the issuer")
        }
        for item in extensions {
            guard unsafe tallyman_add_extension(raw, issuer.raw, item.identifier, item.value) == 1 else {
                throw .fromOpenSSL("add \(item.value) to a certificate")
            }
        }
        guard unsafe X509_sign(raw, key.raw, EVP_sha256()) > 0 else { throw .fromOpenSSL("sign a certificate") }
    }

    /// Lets the certificate end no later than its issuer.
    func end(notAfter issuer: borrowing Certificate) throws(CertificateError) {
        guard unsafe ASN1_TIME_compare(X509_get0_notAfter(raw), X509_get0_notAfter(issuer.raw)) > 0 else { return }
        guard unsafe X509_set1_notAfter(raw, X509_get0_notAfter(issuer.raw)) == 1 else {
            throw .fromOpenSSL("set the end of a certificate")
        }
    }

    /// Whether this is the certificate of `key`.
    func belongs(to key: borrowing PrivateKey) -> Bool {
        defer { ERR_clear_error() }
        return unsafe X509_check_private_key(raw, key.raw) == 1
    }

    /// Whether the signature is `issuer`'s, whatever the names and dates say.
    func isSigned(by issuer: borrowing Certificate) -> Bool {
        defer { ERR_clear_error() }
        return unsafe X509_verify(raw, X509_get0_pubkey(issuer.raw)) == 1
    }

    /// The certificate in PEM.
    package func pem() throws(CertificateError) -> [UInt8] {
        let bio = try MemoryBIO()
        guard unsafe PEM_write_bio_X509(bio.raw, raw) == 1 else { throw .fromOpenSSL("write a certificate") }
        return bio.contents
    }
}
