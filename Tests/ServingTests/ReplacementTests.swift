import Glibc
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct ReplacementTests {
    @Test func `new connections on every loop see the new certificate, and those that are there go on`() throws {
        let (old, new) = (try CertificateFiles(), try CertificateFiles(group: "P-384"))
        let running = try RunningServer(loops: 3, tls: old.settings)
        let before = try (0..<8).map { _ in try running.client() }
        try running.server.replace(tls: new.settings)
        for _ in 0..<24 { #expect(try running.client().peerKeyBits == 384) }
        for client in before {
            #expect(client.peerKeyBits == 256)
            try client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response().hasSuffix("/a 0\n"))
        }
    }

    @Test func `a file of the same name is read again`() throws {
        let (old, new) = (try CertificateFiles(), try CertificateFiles(group: "P-384"))
        let running = try RunningServer(tls: old.settings)
        #expect(unsafe rename(new.certificate, old.certificate) == 0 && rename(new.privateKey, old.privateKey) == 0)
        try running.server.replace(tls: old.settings)
        #expect(try running.client().peerKeyBits == 384)
    }

    enum Fault: CaseIterable {
        case missing, mismatch, malformed, empty, pipe
    }

    @Test(arguments: Fault.allCases)
    func `a pair that cannot be used changes nothing`(_ fault: Fault) throws {
        let (old, new) = (try CertificateFiles(days: 1), try CertificateFiles(group: "P-384", days: 2))
        let running = try RunningServer(tls: old.settings)
        let expiry = running.server.certificateExpiry
        var settings = new.settings
        switch fault {
        case .missing: settings.certificate = "/nowhere/tls.crt"
        case .mismatch: settings.privateKey = old.privateKey
        case .malformed: settings.certificate = new.privateKey
        case .empty: #expect(unsafe truncate(new.privateKey, 0) == 0)
        case .pipe:
            #expect(unsafe unlink(new.privateKey) == 0 && mkfifo(new.privateKey, 0o600) == 0)
        }
        #expect(throws: ServerError.self) { try running.server.replace(tls: settings) }
        #expect(running.server.certificateExpiry == expiry)
        #expect(try running.client().peerKeyBits == 256)
    }

    @Test func `when the certificate in use ends is known`() throws {
        let (old, new) = (try CertificateFiles(days: 1), try CertificateFiles(days: 30))
        let running = try RunningServer(tls: old.settings)
        let day = 86_400
        #expect(abs(running.server.certificateExpiry - time(nil) - day) < 60)
        try running.server.replace(tls: new.settings)
        #expect(abs(running.server.certificateExpiry - time(nil) - 30 * day) < 60)
    }

    @Test func `a certificate replaced over and over drops no connection`() throws {
        let files = [try CertificateFiles(), try CertificateFiles(group: "P-384")]
        let running = try RunningServer(loops: 2, tls: files[0].settings)
        let client = try running.client()
        for index in 0..<20 {
            try running.server.replace(tls: files[index % 2].settings)
            let fresh = try running.client()
            for client in [client, fresh] {
                try client.send("GET /\(index) HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.response().hasSuffix("/\(index) 0\n"))
            }
        }
    }
}
