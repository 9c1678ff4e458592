internal import COpenSSL
internal import Encodings

extension Certificate {
    /// The subject's alternative names, as `DNS:name` and `IP:address`; other kinds as OpenSSL writes them.
    func alternativeNames() throws(CertificateError) -> [String] {
        guard let names = unsafe OpaquePointer(X509_get_ext_d2i(raw, NID_subject_alt_name, nil, nil)) else {
            ERR_clear_error()
            return []
        }
        defer { unsafe GENERAL_NAMES_free(names) }
        return try unsafe Self.texts(of: names)
    }

    /// Where the issuer's revocation list is to be had, `URI:http://...`: the full names of all distribution points.
    func revocationLists() throws(CertificateError) -> [String] {
        guard let points = unsafe OpaquePointer(X509_get_ext_d2i(raw, NID_crl_distribution_points, nil, nil)) else {
            ERR_clear_error()
            return []
        }
        defer { unsafe CRL_DIST_POINTS_free(points) }
        var texts: [String] = []
        for index in 0..<(unsafe tallyman_list_point_count(points)) {
            guard let names = unsafe tallyman_list_point_names(points, index) else { continue }
            texts += try unsafe Self.texts(of: names)
        }
        return texts
    }

    private static func texts(of names: OpaquePointer) throws(CertificateError) -> [String] {
        var texts: [String] = []
        for index in 0..<(unsafe tallyman_general_name_count(names)) {
            guard let name = unsafe tallyman_general_name(names, index) else { continue }
            texts.append(try unsafe text(of: name))
        }
        return texts
    }

    private static func text(of name: UnsafeMutablePointer<GENERAL_NAME>) throws(CertificateError) -> String {
        var kind: Int32 = 0
        let value = unsafe GENERAL_NAME_get0_value(name, &kind)
        if kind == GEN_DNS {
            return "DNS:" + PrintableText.ascii(unsafe bytes(of: value))
        }
        if kind == GEN_IPADD, let address = IPAddress.text(unsafe bytes(of: value)) {
            return "IP:" + address
        }
        let bio = try MemoryBIO()
        guard unsafe GENERAL_NAME_print(bio.raw, name) == 1 else {
            throw .fromOpenSSL("read an alternative name in a certificate")
        }
        return PrintableText.ascii(bio.contents)
    }

    private static func bytes(of value: UnsafeMutableRawPointer?) -> [UInt8] {
        guard let string = unsafe value?.assumingMemoryBound(to: ASN1_STRING.self) else { return [] }
        return unsafe Array(
            UnsafeRawBufferPointer(start: ASN1_STRING_get0_data(string), count: Int(ASN1_STRING_length(string))))
    }
}
