/// How the server proves who it is.
package struct TLSSettings: Sendable, Equatable {
    /// Protocol versions; older ones are broken (RFC 8996).
    package enum Version: String, Sendable, CaseIterable {
        case tls12 = "1.2"
        case tls13 = "1.3"
    }

    /// Path of a PEM file: the server's certificate, then those between it and the CA.
    package var certificate: String
    /// Path of a PEM file: the certificate's private key, without a pass phrase.
    package var privateKey: String
    package var minimumVersion: Version

    package init(certificate: String, privateKey: String, minimumVersion: Version = .tls13) {
        self.certificate = certificate
        self.privateKey = privateKey
        self.minimumVersion = minimumVersion
    }
}
