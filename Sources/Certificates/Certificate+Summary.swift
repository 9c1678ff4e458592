internal import COpenSSL

extension Certificate {
    /// What the certificate says.
    package func summary() throws(CertificateError) -> CertificateSummary {
        let notAfter = unsafe X509_get0_notAfter(raw)
        var days: Int32 = 0
        var seconds: Int32 = 0
        guard unsafe ASN1_TIME_diff(&days, &seconds, nil, notAfter) == 1 else {
            throw .fromOpenSSL("read the end of a certificate")
        }
        return CertificateSummary(
            subject: try unsafe Self.text(of: X509_get_subject_name(raw)),
            issuer: try unsafe Self.text(of: X509_get_issuer_name(raw)),
            alternativeNames: try alternativeNames(), revocationLists: try revocationLists(),
            serial: unsafe Self.serial(X509_get0_serialNumber(raw)),
            notBefore: try unsafe CertificateTime.text(X509_get0_notBefore(raw)),
            notAfter: try unsafe CertificateTime.text(notAfter),
            beginning: try unsafe CertificateTime.seconds(X509_get0_notBefore(raw)),
            end: try unsafe CertificateTime.seconds(notAfter),
            daysLeft: Int(days), hasExpired: days < 0 || seconds < 0,
            keyType: unsafe Self.keyType(X509_get0_pubkey(raw)),
            isAuthority: unsafe X509_check_ca(raw) == 1, fingerprint: try fingerprint())
    }

    private static func text(of name: OpaquePointer?) throws(CertificateError) -> String {
        let bio = try MemoryBIO()
        guard let name = unsafe name, unsafe tallyman_print_name(bio.raw, name) == 1 else {
            throw .fromOpenSSL("read a name in a certificate")
        }
        return PrintableText.ascii(bio.contents)
    }

    private static func serial(_ number: UnsafePointer<ASN1_INTEGER>?) -> String {
        let bytes = unsafe UnsafeRawBufferPointer(
            start: ASN1_STRING_get0_data(number), count: Int(ASN1_STRING_length(number)))
        return unsafe PrintableText.hexadecimal(Array(bytes), separator: "")
    }

    private static func keyType(_ key: OpaquePointer?) -> String {
        guard let key = unsafe key else { return "unknown" }
        let bits = unsafe EVP_PKEY_get_bits(key)
        switch unsafe EVP_PKEY_get_base_id(key) {
        case EVP_PKEY_EC: return bits == 521 ? "ECDSA P-521" : "ECDSA P-\(bits)"
        case EVP_PKEY_RSA: return "RSA \(bits)"
        case EVP_PKEY_ED25519: return "Ed25519"
        default: return "other, \(bits) bits"
        }
    }

    private func fingerprint() throws(CertificateError) -> String {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        guard unsafe X509_digest(raw, EVP_sha256(), &digest, &count) == 1 else {
            throw .fromOpenSSL("take the fingerprint of a certificate")
        }
        return PrintableText.hexadecimal(Array(digest.prefix(Int(count))), separator: ":")
    }
}
