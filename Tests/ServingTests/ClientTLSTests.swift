import Files
import HTTP
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct ClientTLSTests {
    static func caller(_ running: RunningServer, host: String, _ tls: ClientTLS) throws -> Caller {
        try Caller(Origin(host: host, port: running.server.address.port), tls: tls)
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `a server whose certificate fits is called`(_ host: String) throws {
        let authority = try Authority()
        let running = try RunningServer(tls: authority.settings)
        let caller = try Self.caller(running, host: host, ClientTLS(authorities: authority.certificates))
        try caller.send(Request(method: .post, path: "/a", body: Array("{}".utf8)))
        #expect(try caller.response() == (200, "/a 2\n"))
    }

    @Test func `another name may be asked for than the host's`() throws {
        let authority = try Authority()
        let running = try RunningServer(tls: authority.settings)
        let tls = ClientTLS(authorities: authority.certificates, serverName: "api.test.svc")
        let caller = try Self.caller(running, host: "127.0.0.1", tls)
        try caller.send()
        #expect(try caller.response().status == 200)
    }

    @Test(arguments: [("example.com", "hostname mismatch"), ("192.0.2.1", "IP address mismatch")])
    func `a server with another's certificate is not called`(_ name: String, _ reason: String) throws {
        let authority = try Authority()
        let running = try RunningServer(tls: authority.settings)
        let tls = ClientTLS(authorities: authority.certificates, serverName: name)
        let caller = try Self.caller(running, host: "127.0.0.1", tls)
        try caller.send()
        #expect(try caller.failure() == .noTrust(caller.client.origin, reason: reason))
    }

    @Test(arguments: [true, false])
    func `a server of another authority is not called`(_ isGiven: Bool) throws {
        let authority = try Authority()
        let other = try Authority()
        let running = try RunningServer(tls: authority.settings)
        let tls = ClientTLS(authorities: isGiven ? other.certificates : nil)
        let caller = try Self.caller(running, host: "127.0.0.1", tls)
        try caller.send()
        guard case .noTrust(_, let reason) = try caller.failure() else {
            Issue.record("it was called")
            return
        }
        #expect(reason.contains("certificate"))
    }

    @Test(arguments: ["", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
    func `an authority that is none is refused`(_ pem: String) throws {
        let tls = ClientTLS(authorities: Array(pem.utf8))
        #expect(throws: ClientTLSError.badAuthorities) { try Caller(Origin(host: "127.0.0.1", port: 1), tls: tls) }
    }

    @Test func `a client's certificate and key are checked`() throws {
        let authority = try Authority()
        let other = try Authority()
        let certificate = try Files.read(authority.settings.certificate, limit: 1 << 20)
        let key = try Files.read(authority.settings.privateKey, limit: 1 << 20)
        let otherKey = try Files.read(other.settings.privateKey, limit: 1 << 20)
        let cases: [([UInt8], [UInt8], ClientTLSError?)] = [
            (certificate, key, nil), (key, key, .badCertificate), (certificate, certificate, .badPrivateKey),
            (certificate, otherKey, .keyDoesNotMatch), ([], [], .badCertificate),
        ]
        let origin = try #require(Origin(host: "a", port: 1))
        for (certificate, key, wanted) in cases {
            var tls = ClientTLS(authorities: authority.certificates)
            tls.identity = ClientTLS.Identity(certificate: certificate, privateKey: key)
            var found: ClientTLSError?
            do throws(ClientTLSError) {
                _ = try HTTPClient(ClientSettings(origin, tls: tls))
            } catch { found = error }
            #expect(found == wanted)
        }
    }

    @Test(arguments: [
        ("a b", false), ("", false), ("::1", true), ("a:b", false), ("a.example", true), ("a\r\n", false),
    ])
    func `a host is a name or an address`(_ host: String, _ isOne: Bool) {
        #expect((Origin(host: host, port: 1) != nil) == isOne)
    }

    @Test func `erasing overwrites what others share`() {
        var secret = Array("password".utf8)
        let shared = secret
        secret.erase()
        #expect(secret.isEmpty && shared == [UInt8](repeating: 0, count: 8))
    }
}
