internal import ArgumentParser
internal import Certificates
internal import Files

struct CertsInspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Shows the certificates in a PEM file: names, issuer, expiry.")

    @Argument(help: "A PEM file with one or more certificates.")
    var file: String

    func run() throws {
        let summaries = try CertificateFile.inspect(file)
        Files.print(Array("\(summaries.map(\.lines).joined(separator: "\n\n"))\n".utf8))
    }
}

extension CertificateSummary {
    fileprivate var lines: String {
        """
        subject      \(subject)
        issuer       \(issuer)
        names        \(alternativeNames.isEmpty ? "none" : alternativeNames.joined(separator: ", "))
        CRL          \(revocationLists.isEmpty ? "none" : revocationLists.joined(separator: ", "))
        serial       \(serial)
        not before   \(notBefore)
        not after    \(notAfter) (\(remaining))
        key          \(keyType)
        CA           \(isAuthority ? "yes" : "no")
        SHA-256      \(fingerprint)
        """
    }

    private var remaining: String {
        if hasExpired { return "expired" }
        return daysLeft == 1 ? "1 day left" : "\(daysLeft) days left"
    }
}
