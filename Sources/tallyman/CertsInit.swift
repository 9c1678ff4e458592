internal import ArgumentParser
internal import Certificates
internal import Files

struct CertsInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Makes a CA and a serving certificate, and prints the caBundle.",
        discussion: """
            Makes only what is missing: with a CA in the folder and no serving pair, that CA signs a new pair; so to \
            renew the serving certificate, move tls.crt and tls.key away and run it again. A complete folder is left \
            as it is. A certificate names where the list of those revoked, ca.crl, can be had: by default at \
            /ca.crl of the server's admin port, 8081, in the cluster and on this machine. The list is empty and stays \
            so: to revoke the certificate is to make everything anew.
            """)

    @Option(name: .customLong("dir"), help: "The folder for ca.crt, ca.key, ca.crl, tls.crt and tls.key.")
    var folder = "certs"

    @Option(name: .customLong("name"), help: "The Service in front of the server.")
    var service = "tallyman"

    @Option(help: "The Service's namespace.")
    var namespace = "tallyman-system"

    @Option(name: .customLong("ip"), help: "A further IP address the server is reached at; may be repeated.")
    var addresses: [String] = []

    @Option(
        name: .customLong("crl"),
        help: ArgumentHelp(
            "Where ca.crl can be had instead, as http://host:port/ca.crl; may be repeated.", valueName: "url"))
    var lists: [String] = []

    @Flag(help: "Makes everything anew, the CA included, and overwrites keys that are there.")
    var force = false

    func run() throws {
        let names = try ServingNames(service: service, namespace: namespace, addresses: addresses)
        let list = lists.isEmpty ? nil : try ListAddresses(urls: lists)
        let folder = CertificateFolder(folder)
        let written = try folder.complete(for: names, list: list, overwrite: force)
        if written.isEmpty {
            say("\(folder.path): everything is there already, nothing was changed.")
        } else {
            say("\(folder.path): made")
            for file in written { say("  \(file.rawValue.padded(to: 8)) \(file.purpose)") }
        }
        for note in try folder.notes(for: names, list: list) { say("Note: \(note)") }
        say("caBundle for the webhook configurations:")
        say(try folder.caBundle())
    }

    private func say(_ line: String) { Files.print(Array("\(line)\n".utf8)) }
}

extension CertificateFolder.File {
    /// What the file is for, for whoever finds it.
    fileprivate var purpose: String {
        switch self {
        case .authorityCertificate: "the CA's certificate: what the API server is told to trust (caBundle)"
        case .authorityKey: "the CA's private key: signs serving certificates; keep it out of the cluster"
        case .revocationList: "the CA's list of revoked certificates: none; for everybody"
        case .certificate: "the serving certificate"
        case .key: "the serving certificate's private key"
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
