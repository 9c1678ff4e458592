internal import Glibc

/// Why a server does not start. The description says what, where, and what to do.
package enum ServerError: Error, Sendable, Equatable, CustomStringConvertible {
    case notAnAddress(String)
    case cannotListen(Endpoint, errno: Int32)
    /// A file of the TLS settings.
    case cannotRead(path: String, errno: Int32)
    case badCertificate(path: String, reason: String)
    case badPrivateKey(path: String, reason: String)
    case badClientCA(path: String, reason: String)
    /// Without one, the authority would speak for everybody it has ever signed for.
    case noClientNames(clientCA: String)
    /// OpenSSL takes an empty one for anybody, and one with a dot at its beginning for all names beneath it.
    case badClientName(String)
    case keyDoesNotMatch(certificate: String, privateKey: String)
    /// A system or library call that fails only when something has run out.
    case system(call: String, errno: Int32)
    /// A loop, of a server or of a client that it needs, has not come to the end of a turn.
    case stuck(for: Duration)

    package var description: String {
        switch self {
        case .notAnAddress(let text):
            "cannot listen on \"\(text)\": it is not an IP address; give one such as 127.0.0.1, 0.0.0.0 or ::"
        case .cannotListen(let endpoint, let errno):
            "cannot listen on \(endpoint): \(Self.reason(errno))\(Self.remedy(errno))"
        case .cannotRead(let path, let errno):
            "cannot read \(path): \(Self.reason(errno)); check the paths of the TLS settings, and who may read them"
        case .badCertificate(let path, let reason):
            "cannot use the certificate in \(path): \(reason); it must be PEM, the server's certificate first"
        case .badPrivateKey(let path, let reason):
            "cannot use the private key in \(path): \(reason); it must be PEM without a pass phrase"
        case .badClientCA(let path, let reason):
            "cannot use the client CA in \(path): \(reason); it must be one or more certificates in PEM"
        case .noClientNames(let path):
            "clients with a certificate of \(path) are let in by name: say which in clientNames"
        case .badClientName(let name):
            "cannot let in clients by the name \"\(name)\": give a whole name in clientNames, such as kube-apiserver"
        case .keyDoesNotMatch(let certificate, let privateKey):
            "the private key in \(privateKey) does not belong to the certificate in \(certificate); "
                + "make or mount both together"
        case .stuck(let time):
            "a thread that serves or looks up has been stuck for \(time.components.seconds) s; what it was doing is lost, "
                + "and the process ends so that it is started anew"
        case .system(let call, let errno):
            "\(call) failed: \(Self.reason(errno))"
        }
    }

    private static func reason(_ errno: Int32) -> String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }

    private static func remedy(_ errno: Int32) -> String {
        switch errno {
        case EADDRINUSE: "; stop the program that has the port, or configure another one"
        case EACCES: "; ports below 1024 need a privilege: configure one above"
        case EADDRNOTAVAIL: "; this machine does not have that address"
        default: ""
        }
    }
}
