internal import COpenSSL

extension CertificateBundle {
    /// Why a TLS client would not accept a server that shows these, its own certificate first; nil: it would.
    ///
    /// As Go's crypto/x509 does it, by which API servers go: whatever is in `authorities` is trusted, whether it signed
    /// itself or not, and the name has to be among the alternative ones.
    /// - Parameters:
    ///   - authorities: whom the client trusts.
    ///   - host: the name that it asks for; nil: whatever the server is called.
    /// - Returns: OpenSSL's words for the first thing that is wrong.
    package func refusal(
        trusting authorities: CertificateBundle, asking host: String? = nil
    ) throws(CertificateError) -> String? {
        let why = try refusal(trusting: authorities.pem.flatMap { $0 }, of: authorities.name, asking: host)
        guard why != nil, authorities.pem.count > 1 else { return why }
        // Of several of one name OpenSSL takes one, and Go tries each.
        for pem in authorities.pem {
            if try refusal(trusting: pem, of: authorities.name, asking: host) == nil { return nil }
        }
        return why
    }

    private func refusal(
        trusting authorities: [UInt8], of authoritiesName: String, asking host: String?
    ) throws(CertificateError) -> String? {
        let pem = pem.flatMap { $0 }
        let leaf = try CertificateFile.first(in: pem, of: name)
        guard let store = unsafe X509_STORE_new() else { throw .fromOpenSSL("allocate a store") }
        defer { unsafe X509_STORE_free(store) }
        _ = try CertificateFile.each(authorities, of: authoritiesName) { trusted throws(CertificateError) in
            guard unsafe X509_STORE_add_cert(store, trusted.raw) == 1 else { throw .fromOpenSSL("fill a store") }
        }
        guard let chain = unsafe tallyman_certificates() else { throw .fromOpenSSL("allocate a chain") }
        defer { unsafe tallyman_free_certificates(chain) }
        _ = try CertificateFile.each(pem, of: name) { certificate throws(CertificateError) in
            guard unsafe X509_add_cert(chain, certificate.raw, Int32(X509_ADD_FLAG_UP_REF)) == 1 else {
                throw .fromOpenSSL("fill a chain")
            }
        }
        guard let context = unsafe X509_STORE_CTX_new() else { throw .fromOpenSSL("allocate a verification") }
        defer { unsafe X509_STORE_CTX_free(context) }
        guard unsafe X509_STORE_CTX_init(context, store, leaf.raw, chain) == 1,
            unsafe X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_SERVER) == 1
        else { throw .fromOpenSSL("begin a verification") }
        let parameters = unsafe X509_STORE_CTX_get0_param(context)
        unsafe X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        unsafe X509_VERIFY_PARAM_set_hostflags(parameters, UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT))
        if let host, unsafe X509_VERIFY_PARAM_set1_host(parameters, host, host.utf8.count) != 1 {
            throw .fromOpenSSL("take a name to verify")
        }
        defer { ERR_clear_error() }
        guard unsafe X509_verify_cert(context) != 1 else { return nil }
        return unsafe String(cString: X509_verify_cert_error_string(Int(X509_STORE_CTX_get_error(context))))
    }
}
