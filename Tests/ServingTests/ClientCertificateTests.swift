import HTTP
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct ClientCertificateTests {
    typealias Subject = ClientAuthority.Subject

    /// A server that lets in whom `clients` vouches for.
    struct Door {
        let server: Authority
        let running: RunningServer
        let log: Inbox<String>

        init(_ clients: ClientAuthority, _ version: TLSSettings.Version = .tls13) throws {
            server = try Authority()
            let log = try Inbox<String>()
            self.log = log
            var settings = server.settings
            settings.clientCA = clients.file.path
            settings.clientNames = ["apiserver.example", "kube-apiserver"]
            running = try RunningServer(minimumVersion: version, tls: settings) { log.post($0) }
        }

        func caller(_ identity: ClientTLS.Identity?) throws -> Caller {
            let tls = ClientTLS(authorities: server.certificates, identity: identity)
            return try Caller(Origin(host: "127.0.0.1", port: running.server.address.port), tls: tls)
        }

        func isOpen(to identity: ClientTLS.Identity?) throws -> Bool {
            let caller = try caller(identity)
            try caller.send(isIdempotent: false)
            return try caller.failure() == nil
        }
    }

    @Test(arguments: [
        Subject(),
        Subject(commonName: "another", alternativeNames: "DNS:apiserver.example"),
        Subject(commonName: "another", alternativeNames: "DNS:first.example,DNS:apiserver.example"),
        Subject(alternativeNames: "DNS:first.example"),
        Subject(purposes: nil),
        Subject(purposes: "serverAuth,clientAuth"),
        Subject(between: 3),
    ])
    func `a client whose certificate has the name is let in`(_ subject: Subject) throws {
        let clients = try ClientAuthority()
        let door = try Door(clients)
        #expect(try door.isOpen(to: clients.identity(subject)))
        #expect(door.running.server.refusedClients == 0)
    }

    @Test(arguments: [
        (Subject(commonName: "another"), #""CN=another" is not among clientNames"#),
        (Subject(commonName: "kube-apiserver.example"), "is not among clientNames"),
        (Subject(commonName: "kube-apiserve"), "is not among clientNames"),
        (Subject(commonName: "*.example", alternativeNames: "DNS:*.example"), "is not among clientNames"),
        (Subject(commonName: "", alternativeNames: "URI:kube-apiserver"), "is not among clientNames"),
        (Subject(commonName: "another", alternativeNames: "email:kube-apiserver@example"), "is not among clientNames"),
        (Subject(validFrom: -3, validTo: -1), #""CN=kube-apiserver": certificate has expired"#),
        (Subject(validFrom: 1, validTo: 2), "certificate is not yet valid"),
        (Subject(purposes: "serverAuth"), "purpose"),
        (Subject(between: 4), "certificate chain too long"),
    ])
    func `any other certificate is refused, counted and told of`(_ subject: Subject, _ reason: String) throws {
        let clients = try ClientAuthority()
        let door = try Door(clients)
        #expect(try !door.isOpen(to: clients.identity(subject)))
        let line = try #require(door.log.next().first)
        #expect(line.hasPrefix("a client was refused: ") && line.contains(reason), "\(line)")
        #expect(door.running.server.refusedClients == 1)
    }

    @Test func `a certificate of an authority of the same name is refused`() throws {
        let clients = try ClientAuthority()
        let door = try Door(clients)
        #expect(try !door.isOpen(to: ClientAuthority().identity(Subject())))
        // The client hears of it before it is counted, and the log after.
        #expect(door.log.next().count == 1)
        #expect(door.running.server.refusedClients == 1)
    }

    // With TLS 1.3 a client learns of it only when it reads: its own handshake is over before.
    @Test(arguments: [TLSSettings.Version.tls12, .tls13], [Int32(0x0303), 0x0304])
    func `a client without a certificate is never answered`(_ minimum: TLSSettings.Version, _ newest: Int32) throws {
        let door = try Door(ClientAuthority(), minimum)
        #expect(throws: Client.Failure.self) {
            let client = try door.running.client(newest: newest)
            try client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try client.response()
        }
        guard minimum == .tls12 || newest == 0x0304 else { return }
        #expect(door.log.next() == ["a client was refused: it showed no certificate"])
    }

    // The first connection is one that has shown its certificate: a second that begins where it has ended shows none.
    @Test(arguments: [Int32(0x0303), 0x0304], [true, false])
    func `whoever offers an earlier session has to show a certificate all the same`(
        _ newest: Int32, _ hasIdentity: Bool
    ) throws {
        let clients = try ClientAuthority()
        let identity = try clients.identity(Subject())
        let door = try Door(clients, .tls12)
        let first = try Client(door.running.server.address, tls: false)
        try first.shakeHands(newest: newest, as: identity)
        try first.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
        // Tickets of TLS 1.3 would have come with it.
        #expect(try first.response().hasSuffix("/a 0\n"))
        #expect(!first.isResumable)
        let second = try Client(door.running.server.address, tls: false)
        let isServed = Result {
            try second.shakeHands(newest: newest, as: hasIdentity ? identity : nil, resuming: first)
            try second.send("GET /b HTTP/1.1\r\nHost: a\r\n\r\n")
            return try second.response().hasSuffix("/b 0\n")
        }
        #expect((try? isServed.get()) ?? false == hasIdentity)
        #expect(!second.isResumed)
    }

    @Test func `a name cannot write lines into the log`() throws {
        let clients = try ClientAuthority()
        let door = try Door(clients)
        let name = "a\nb\u{1B}[2Jc\u{202E}\u{FC}\"\\"
        #expect(try !door.isOpen(to: clients.identity(Subject(commonName: name))))
        let line = try #require(door.log.next().first)
        #expect(line.utf8.allSatisfy { 0x20...0x7e ~= $0 }, "\(line)")
        #expect(line.contains(#"CN=a\0Ab\1B[2Jc"#), "\(line)")
    }

    @Test func `who tries over and over is told of once in a while`() {
        let log = try? Inbox<String>()
        let refusals = ClientRefusals { log?.post($0) }
        let start = Instant(nanoseconds: 0)
        for index in 0..<5 { refusals.note("no", at: start + .seconds(index)) }
        refusals.note("no", at: start + .seconds(10))
        #expect(refusals.count == 6)
        #expect(
            log?.next() == [
                "a client was refused: no", "a client was refused: no (and 4 more since the last such line)",
            ])
    }

    @Test func `whom to let in can be replaced`() throws {
        let (old, new) = (try ClientAuthority("old"), try ClientAuthority("new"))
        let door = try Door(old)
        let identity = try new.identity(Subject())
        #expect(try !door.isOpen(to: identity))
        var settings = door.server.settings
        settings.clientCA = new.file.path
        settings.clientNames = ["kube-apiserver"]
        try door.running.server.replace(tls: settings)
        #expect(try door.isOpen(to: identity))
        #expect(try !door.isOpen(to: old.identity(Subject())))
    }

    @Test func `an authority that is none, and nobody to let in, are errors`() throws {
        let files = try CertificateFiles()
        var settings = files.settings
        settings.clientCA = files.privateKey
        settings.clientNames = ["a"]
        #expect(throws: ServerError.self) { try StartTests.start(settings) }
        settings.clientCA = files.certificate
        settings.clientNames = []
        #expect(throws: ServerError.noClientNames(clientCA: files.certificate)) { try StartTests.start(settings) }
        for name in ["", ".", ".example", "\0", "a\0b"] {
            settings.clientNames = ["a", name]
            #expect(throws: ServerError.badClientName(name)) { try StartTests.start(settings) }
        }
    }
}
