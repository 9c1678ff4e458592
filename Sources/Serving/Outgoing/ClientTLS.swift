/// How a client knows its server, and how it says who it is. The server's certificate is verified always.
package struct ClientTLS: Sendable {
    /// What a client shows when it is asked for a certificate.
    package struct Identity: Sendable {
        /// PEM: the certificate, then those between it and the CA.
        package var certificate: [UInt8]
        /// PEM without a pass phrase.
        package var privateKey: [UInt8]

        package init(certificate: [UInt8], privateKey: [UInt8]) {
            self.certificate = certificate
            self.privateKey = privateKey
        }
    }

    /// PEM: who may have signed the server's certificate. nil: whom the system trusts.
    package var authorities: [UInt8]?
    package var identity: Identity?
    /// The name that has to stand in the server's certificate; nil: the host that is called.
    package var serverName: String?
    package var minimumVersion = TLSSettings.Version.tls12

    package init(authorities: [UInt8]? = nil, identity: Identity? = nil, serverName: String? = nil) {
        self.authorities = authorities
        self.identity = identity
        self.serverName = serverName
    }
}

/// Why a client cannot be made. The caller knows which file it was.
package enum ClientTLSError: Error, Sendable, Equatable, CustomStringConvertible {
    case badAuthorities, badCertificate, badPrivateKey, keyDoesNotMatch
    /// A system or library call that fails only when something has run out.
    case system(ServerError)

    package var description: String {
        switch self {
        case .badAuthorities: "the certificate authority must be one or more certificates in PEM"
        case .badCertificate: "the client certificate must be PEM, the client's certificate first"
        case .badPrivateKey: "the client key must be PEM without a pass phrase"
        case .keyDoesNotMatch: "the client key does not belong to the client certificate"
        case .system(let error): error.description
        }
    }
}
