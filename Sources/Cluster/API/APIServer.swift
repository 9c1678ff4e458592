package import Serving

/// How the API server is reached, and how one says who one is.
package struct APIServer: Sendable {
    package enum Credential: Sendable {
        /// A client certificate, which `tls` has, or nothing.
        case none
        case token(String)
        /// A file with a token that is replaced while the process runs.
        case tokenFile(String)
    }

    package let origin: Origin
    /// What stands before every path, without a slash at its end; mostly empty.
    package let basePath: String
    package let tls: ClientTLS
    package let credential: Credential

    package init(origin: Origin, basePath: String = "", tls: ClientTLS, credential: Credential) {
        self.origin = origin
        self.basePath = basePath
        self.tls = tls
        self.credential = credential
    }
}
