/// How the server proves who it is, and whom it lets in.
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
    /// Path of a PEM file: whoever connects has to show a certificate that one of these has signed. nil: anybody may.
    package var clientCA: String?
    /// The common name or a DNS name of that certificate is one of these.
    package var clientNames: [String]

    package init(
        certificate: String, privateKey: String, minimumVersion: Version = .tls13, clientCA: String? = nil,
        clientNames: [String] = []
    ) {
        self.certificate = certificate
        self.privateKey = privateKey
        self.minimumVersion = minimumVersion
        self.clientCA = clientCA
        self.clientNames = clientNames
    }
}
