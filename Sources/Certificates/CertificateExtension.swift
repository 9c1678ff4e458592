internal import COpenSSL

/// One X.509 extension, its value in the notation of x509v3_config(5).
struct CertificateExtension {
    let identifier: Int32
    let value: String

    static let subjectKey = CertificateExtension(identifier: NID_subject_key_identifier, value: "hash")
    static let authorityKey = CertificateExtension(identifier: NID_authority_key_identifier, value: "keyid:always")

    /// A CA that signs end entities and no further CA.
    static let authority: [CertificateExtension] = [
        .init(identifier: NID_basic_constraints, value: "critical,CA:TRUE,pathlen:0"),
        .init(identifier: NID_key_usage, value: "critical,keyCertSign,cRLSign"),
        subjectKey,
    ]

    /// A TLS server under these names, and nothing else.
    /// - Parameter list: where the CA's revocation list is to be had; nil: it has none.
    static func server(_ names: ServingNames, list: ListAddresses? = nil) -> [CertificateExtension] {
        [
            .init(identifier: NID_basic_constraints, value: "critical,CA:FALSE"),
            .init(identifier: NID_key_usage, value: "critical,digitalSignature"),
            .init(identifier: NID_ext_key_usage, value: "serverAuth"),
            .init(identifier: NID_subject_alt_name, value: names.alternativeNames.joined(separator: ",")),
            subjectKey, authorityKey,
        ] + (list.map { [.init(identifier: NID_crl_distribution_points, value: $0.points)] } ?? [])
    }
}
