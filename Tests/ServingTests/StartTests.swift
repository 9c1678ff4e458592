import Glibc
import HTTP
import Serving
import Testing

@Suite struct StartTests {
    static func start(_ tls: TLSSettings, _ endpoint: Endpoint = Endpoint(address: "127.0.0.1", port: 0))
        throws(ServerError)
    {
        let settings = ServerSettings(listen: endpoint, tls: tls, loops: 2)
        _ = try Server(settings, handler: Echo()) { _ in Echo() }
    }

    @Test func `a port that another server has is not shared with it`() throws {
        let files = try CertificateFiles()
        let running = try RunningServer(loops: 2)
        let taken = running.server.address
        #expect(throws: ServerError.cannotListen(taken, errno: EADDRINUSE)) { try Self.start(files.settings, taken) }
    }

    @Test(arguments: ["localhost", "", "1.2.3", "::g", "127.0.0.1:80"])
    func `what is no address is refused`(_ address: String) throws {
        let files = try CertificateFiles()
        #expect(throws: ServerError.notAnAddress(address)) {
            try Self.start(files.settings, Endpoint(address: address, port: 0))
        }
    }

    @Test func `an address of another machine is refused`() throws {
        let files = try CertificateFiles()
        let other = Endpoint(address: "192.0.2.1", port: 0)  // RFC 5737
        #expect(throws: ServerError.cannotListen(other, errno: EADDRNOTAVAIL)) { try Self.start(files.settings, other) }
    }

    @Test func `a file that is missing is named`() throws {
        let files = try CertificateFiles()
        var settings = files.settings
        settings.privateKey = "/nowhere/tls.key"
        #expect(throws: ServerError.cannotRead(path: "/nowhere/tls.key", errno: ENOENT)) { try Self.start(settings) }
    }

    @Test func `a key in place of the certificate is refused`() throws {
        let files = try CertificateFiles()
        let settings = TLSSettings(certificate: files.privateKey, privateKey: files.privateKey)
        #expect(throws: ServerError.badCertificate(path: files.privateKey, reason: "no start line")) {
            try Self.start(settings)
        }
    }

    @Test func `a certificate in place of the key is refused`() throws {
        let files = try CertificateFiles()
        let settings = TLSSettings(certificate: files.certificate, privateKey: files.certificate)
        let error = #expect(throws: ServerError.self) { try Self.start(settings) }
        guard case .badPrivateKey(files.certificate, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: ["P-256", "P-384"])
    func `a key of another certificate is refused`(_ group: String) throws {
        let files = try CertificateFiles()
        let other = try CertificateFiles(group: group)
        let settings = TLSSettings(certificate: files.certificate, privateKey: other.privateKey)
        #expect(throws: ServerError.keyDoesNotMatch(certificate: files.certificate, privateKey: other.privateKey)) {
            try Self.start(settings)
        }
    }

    @Test func `errors say what, where and what to do`() {
        let inUse = ServerError.cannotListen(Endpoint(address: "::", port: 8443), errno: EADDRINUSE)
        #expect(
            inUse.description
                == "cannot listen on [::]:8443: Address already in use; stop the program that has the port, or configure another one"
        )
    }
}
