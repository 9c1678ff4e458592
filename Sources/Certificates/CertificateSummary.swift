/// What a certificate says, in text fit for a terminal: everything but printable ASCII is escaped.
package struct CertificateSummary: Sendable, Equatable {
    /// RFC 2253 notation, `CN=Tallyman CA`.
    package let subject: String
    package let issuer: String
    /// `DNS:tallyman`, `IP:::1`; other kinds as OpenSSL writes them.
    package let alternativeNames: [String]
    /// Where it says that its CA's revocation list is to be had, `URI:http://...`.
    package let revocationLists: [String]
    /// Upper-case hexadecimal, two digits a byte.
    package let serial: String
    /// RFC 3339 in UTC.
    package let notBefore: String
    package let notAfter: String
    /// The same two in seconds since 1970.
    package let beginning: Int
    package let end: Int
    /// Whole days until `notAfter`; negative when it has passed more than a day ago.
    package let daysLeft: Int
    package let hasExpired: Bool
    /// `ECDSA P-256`, `RSA 2048`, `Ed25519`.
    package let keyType: String
    package let isAuthority: Bool
    /// SHA-256 of the DER form: 32 upper-case hexadecimal bytes with colons between.
    package let fingerprint: String

    /// Whether it says that the list is to be had at one of these.
    func names(_ list: ListAddresses) -> Bool { list.marked.contains(where: revocationLists.contains) }
}
