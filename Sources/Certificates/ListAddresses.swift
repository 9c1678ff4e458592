/// Where a CA's revocation list is to be had: what the certificates that it signs say (RFC 5280 section 4.2.1.13).
package struct ListAddresses: Sendable, Equatable {
    /// In the order in which clients try them.
    package let urls: [String]

    /// The port of `server.admin` as it is by default, which is in a layer above this one; a test holds both together.
    package static let adminPort = 8081

    /// Characters of a URL, and URLs: every handshake carries them.
    static let longest = 256
    static let most = 4

    /// The admin port of the server behind `names`: in the cluster, and on this machine.
    package init(of names: ServingNames) {
        urls = [names.service, "localhost"].map {
            "http://\($0):\(Self.adminPort)/\(CertificateFolder.File.revocationList.rawValue)"
        }
    }

    /// Somewhere else.
    /// - Throws: for what is no URL of HTTP, and for too many. With TLS the certificate of that server would have to be checked first
    ///   (RFC 5280 section 8).
    package init(urls: [String]) throws(CertificateError) {
        guard urls.count <= Self.most else { throw .tooManyListAddresses }
        for url in urls where !Self.isURL(url) { throw .invalidListAddress(url) }
        self.urls = urls
    }

    /// Distribution points in the notation of x509v3_config(5): one for each URL, each with the whole list, so that any
    /// of them will do. The parts have been checked: none has a comma or a space.
    var points: String { marked.joined(separator: ",") }

    /// As `CertificateSummary.revocationLists` has them.
    var marked: [String] { urls.map { "URI:\($0)" } }

    /// It begins like one, and has nothing in it that the notation of x509v3_config(5) or a terminal takes for its own.
    private static func isURL(_ text: String) -> Bool {
        let scheme = "http://"
        guard text.hasPrefix(scheme), text.utf8.count <= longest,
            let host = text.utf8.dropFirst(scheme.utf8.count).first, isAlphanumeric(host) || host == UInt8(ascii: "[")
        else { return false }
        return text.utf8.allSatisfy { isAlphanumeric($0) || "-._~:/?&=%+[]".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
