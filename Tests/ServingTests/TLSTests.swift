import CLinux
import COpenSSL
import Glibc
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct TLSTests {
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

    @Test func `a client that asks to negotiate anew is not listened to`() throws {
        let running = try RunningServer(minimumVersion: .tls12)
        let client = try running.client(newest: TLS1_2_VERSION)
        try client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response().hasSuffix("/a 0\n"))
        #expect(!client.renegotiate())
        #expect(running.server.counts.handshakes == 1)
        let next = try running.client(newest: TLS1_2_VERSION)
        try next.send("GET /b HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try next.response().hasSuffix("/b 0\n"))
    }

    // Debian's OpenSSL cannot compress at all. TLS 1.3 has no compression.
    @Test func `nothing is compressed`() throws {
        let running = try RunningServer(minimumVersion: .tls12)
        #expect(try !running.client(newest: TLS1_2_VERSION).isCompressed)
    }

    @Test func `a request behind new keys is not left lying`() throws {
        let running = try RunningServer()
        let client = try running.client()
        for index in 1...20 {
            try client.sendBehindNewKeys("GET /\(index) HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response().hasSuffix("/\(index) 0\n"))
        }
    }

    @Test func `a client that does nothing but renew its keys is ended, and the next one is served`() throws {
        let running = try RunningServer()
        let flooding = try running.client()
        // Far more than a socket holds, in case the server has ended and the client does not hear of it yet.
        #expect(flooding.flood(most: 200_000) < 200_000)
        let client = try running.client()
        try client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response().hasSuffix("/a 0\n"))
        running.wait { $0.open == 1 }
    }

    @Test func `records that have hardly anything in them do not keep a loop from others`() throws {
        let socket = try FileDescriptor(Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), from: "socket")
        guard try SocketAddress(Endpoint(address: "127.0.0.1", port: 0)).bind(socket), listen(socket.raw, 1) == 0 else {
            throw Client.Failure(what: "listen")
        }
        let endpoint = Endpoint(address: "127.0.0.1", port: try SocketAddress(of: socket).port)
        let thread = try LoopThread {
            // All of it is there before any of it is read.
            try? Client(endpoint).sendPadded(Array(0..<8))
        }
        let peer = try FileDescriptor(accept4(socket.raw, nil, nil, 0), from: "accept4")
        let files = try CertificateFiles()
        let step = 40 << 10
        guard var session = try TLSContext.load(files.settings).session(on: peer, step: step) else {
            throw Client.Failure(what: "session")
        }
        while case .wantsRead = session.handshake() {}
        thread.join()
        var buffer = [UInt8](repeating: 0, count: 100)
        var read: [UInt8] = []
        var pauses = 0
        while read.count < 8 {
            switch session.read(into: &buffer) {
            case .done(let count): read += buffer[..<count]
            case .wantsRead: pauses += 1
            case .wantsWrite, .closed, .failed: throw Client.Failure(what: "read")
            }
        }
        #expect(read == Array(0..<8))
        // 128 KiB in steps of 40 to 56, of which the first had the handshake in it.
        #expect((2...3).contains(pauses), "\(pauses)")
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
