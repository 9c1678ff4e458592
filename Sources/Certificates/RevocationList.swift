internal import COpenSSL
internal import Glibc

/// A CRL: the certificates of a CA that are good no more, though they have not ended (RFC 5280 section 5).
@safe struct RevocationList: ~Copyable {
    let raw: OpaquePointer

    private init(owning raw: OpaquePointer) { unsafe self.raw = raw }

    deinit { unsafe X509_CRL_free(raw) }

    /// One that lists nothing, in force as long as the CA: of a CA with a certificate or two none is revoked but by
    /// replacing the CA, and nobody would be there to sign another list every week.
    static func empty(
        by authority: borrowing Certificate, key: borrowing PrivateKey
    ) throws(CertificateError) -> RevocationList {
        guard let raw = unsafe X509_CRL_new() else { throw .fromOpenSSL("allocate a revocation list") }
        let list = unsafe RevocationList(owning: raw)
        let now = unsafe X509_time_adj_ex(nil, 0, -Certificate.backdating, nil)
        defer { unsafe ASN1_TIME_free(now) }
        guard
            unsafe X509_CRL_set_version(raw, Int(X509_CRL_VERSION_2)) == 1,
            unsafe X509_CRL_set_issuer_name(raw, X509_get_subject_name(authority.raw)) == 1,
            let now = unsafe now, unsafe X509_CRL_set1_lastUpdate(raw, now) == 1,
            unsafe X509_CRL_set1_nextUpdate(raw, X509_get0_notAfter(authority.raw)) == 1
        else { throw .fromOpenSSL("fill in a revocation list") }
        try list.addNumber()
        let keyID = CertificateExtension.authorityKey
        guard
            unsafe tallyman_add_list_extension(raw, authority.raw, keyID.identifier, keyID.value) == 1,
            unsafe X509_CRL_sign(raw, key.raw, EVP_sha256()) > 0
        else { throw .fromOpenSSL("sign a revocation list") }
        return list
    }

    /// RFC 5280 section 5.2.3: a CA's later list has the greater number. Seconds since 1970 have, without any record of
    /// the lists before.
    private func addNumber() throws(CertificateError) {
        let number = unsafe ASN1_INTEGER_new()
        defer { unsafe ASN1_INTEGER_free(number) }
        guard unsafe ASN1_INTEGER_set_int64(number, Int64(time(nil))) == 1,
            unsafe X509_CRL_add1_ext_i2d(raw, NID_crl_number, number, 0, 0) == 1
        else { throw .fromOpenSSL("number a revocation list") }
    }

    /// Reads one in DER; nil for anything else, and where anything comes after it.
    static func read(_ der: [UInt8]) -> RevocationList? {
        defer { ERR_clear_error() }
        var isWhole = false
        let read = unsafe der.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            let raw = unsafe d2i_X509_CRL(nil, &next, bytes.count)
            isWhole = unsafe next == bytes.baseAddress.map { unsafe $0 + bytes.count }
            return unsafe raw
        }
        guard let raw = unsafe read else { return nil }
        let list = unsafe RevocationList(owning: raw)
        guard isWhole else { return nil }
        return list
    }

    /// Whether `authority` has signed it.
    func isSigned(by authority: borrowing Certificate) -> Bool {
        defer { ERR_clear_error() }
        return unsafe X509_CRL_verify(raw, X509_get0_pubkey(authority.raw)) == 1
    }

    /// In DER, as it is fetched by HTTP (RFC 5280 section 4.2.1.13).
    func der() throws(CertificateError) -> [UInt8] {
        let bio = try MemoryBIO()
        guard unsafe i2d_X509_CRL_bio(bio.raw, raw) == 1 else { throw .fromOpenSSL("write a revocation list") }
        return bio.contents
    }
}
