import COpenSSL
import Serving
import Testing

@Suite(.timeLimit(.minutes(1))) struct TLSTests {
    @Test(arguments: [(TLSSettings.Version.tls12, TLS1_2_VERSION), (.tls12, TLS1_3_VERSION), (.tls13, TLS1_3_VERSION)])
    func `a client of an allowed version is served`(_ minimum: TLSSettings.Version, _ newest: Int32) throws {
        let running = try RunningServer(minimumVersion: minimum)
        let client = try running.client(newest: newest)
        try client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response().hasSuffix("/a 0\n"))
    }

    @Test(arguments: [(TLSSettings.Version.tls13, TLS1_2_VERSION), (.tls12, TLS1_1_VERSION)])
    func `a client of an older version is refused`(_ minimum: TLSSettings.Version, _ newest: Int32) throws {
        let running = try RunningServer(minimumVersion: minimum)
        #expect(throws: Client.Failure.self) { try running.client(newest: newest) }
    }

    @Test func `a client that speaks only HTTP 2 is refused`() throws {
        let running = try RunningServer()
        #expect(throws: Client.Failure.self) { try Client(running.server.address, protocols: "h2") }
    }

    @Test func `a client that offers no protocol by name is served`() throws {
        let running = try RunningServer()
        let client = try Client(running.server.address, protocols: "")
        try client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response().hasSuffix("/a 0\n"))
    }

    // With CBC, without forward secrecy, with finite fields.
    @Test(arguments: ["ECDHE+AES:!AESGCM:!AESCCM", "kRSA+AESGCM", "DHE+AESGCM", "ECDHE+AESCCM", "aNULL"])
    func `a suite that is not the best there is is refused`(_ ciphers: String) throws {
        let running = try RunningServer(minimumVersion: .tls12)
        let client = try Client(running.server.address, tls: false)
        #expect(throws: Client.Failure.self) {
            try client.shakeHands(newest: TLS1_2_VERSION, ciphers: "\(ciphers):@SECLEVEL=0")
        }
    }

    @Test(arguments: [(TLS1_2_VERSION, "ECDHE-ECDSA-AES128-GCM-SHA256"), (TLS1_3_VERSION, "TLS_AES_128_GCM_SHA256")])
    func `the server chooses the suite`(_ newest: Int32, _ cipher: String) throws {
        let running = try RunningServer(minimumVersion: .tls12)
        #expect(try running.client(newest: newest).cipher == cipher)
    }

    @Test(arguments: ["P-521", "X448", "ffdhe2048", "ffdhe8192"])
    func `keys that take long to make are not made`(_ group: String) throws {
        let running = try RunningServer()
        let client = try Client(running.server.address, tls: false)
        #expect(throws: Client.Failure.self) { try client.shakeHands(groups: group) }
    }

    @Test(arguments: ["X25519", "P-256", "P-384"])
    func `keys as Go makes them are taken`(_ group: String) throws {
        let running = try RunningServer()
        let client = try Client(running.server.address, tls: false)
        try client.shakeHands(groups: group)
    }

    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func `no session can be resumed`(_ newest: Int32) throws {
        let running = try RunningServer(minimumVersion: .tls12)
        let client = try running.client(newest: newest)
        try client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try client.response()
        #expect(!client.isResumable)
    }

    @Test func `a request behind new keys is not left lying`() throws {
        let running = try RunningServer()
        let client = try running.client()
        for index in 1...20 {
            try client.sendBehindNewKeys("GET /\(index) HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response().hasSuffix("/\(index) 0\n"))
        }
    }

    @Test func `what is no handshake ends the connection, and the next client is served`() throws {
        let running = try RunningServer()
        let garbage = try Client(running.server.address, tls: false)
        try garbage.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try garbage.rest()
        let client = try running.client()
        try client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response().hasSuffix("/a 0\n"))
    }
}
