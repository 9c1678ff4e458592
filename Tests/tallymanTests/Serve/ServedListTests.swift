import Certificates
import HTTP
import Serving
import Testing

@testable import tallyman

/// `/ca.crl` of a running server.
@Suite(.timeLimit(.minutes(5))) struct ServedListTests {
    private static let name = "ca.crl"

    @Test func `the list beside the certificate is there for whoever asks`() throws {
        let served = try Served()
        let answer = try served.ask("/ca.crl")
        #expect(answer.status == 200 && answer.headers["content-type"] == "application/pkix-crl")
        #expect(try answer.body == served.files.read(Self.name, of: .first))
        let refused = try served.ask("/ca.crl", .post)
        #expect(refused.status == 405 && refused.headers["allow"] == "GET, HEAD")
        for path in ["/ca.crl/", "/ca.crt", "/ca.key", "/tls.key", "/../ca.key", "/ca.crl%00", "/x/ca.crl"] {
            let answer = try served.ask(path)
            #expect(answer.status == 404, "\(path)")
            #expect(String(decoding: answer.body, as: UTF8.self).contains("/metrics and /ca.crl"))
        }
    }

    @Test func `it goes with the certificate, and comes alone too`() throws {
        let served = try Served()
        served.files.show(.second)
        served.look()
        #expect(try served.ask("/ca.crl").body == served.files.read(Self.name, of: .second))
        let list = try served.files.read(Self.name, of: .first)
        let said = served.log.lines()
        try served.files.put(list, Self.name, in: .second)
        served.look()
        #expect(try served.ask("/ca.crl").body == list)
        #expect(said.count == 1 && served.log.lines().isEmpty)
        #expect(try served.text("/metrics").contains("tallyman_certificate_reloads_total{result=\"success\"} 1\n"))
    }

    @Test func `while a new certificate is refused, the list of the one in use stays`() throws {
        let served = try Served()
        let list = try served.files.read(Self.name, of: .first)
        try served.files.put([], "tls.crt")
        try served.files.put(try served.files.read(Self.name, of: .second), Self.name)
        served.look()
        #expect(try served.ask("/ca.crl").body == list)
    }

    enum Fault: CaseIterable {
        case gone, pipe, key, certificate, long

        var why: String {
            switch self {
            case .gone: "No such file or directory"
            case .pipe: "is no regular file"
            case .key, .certificate: "is not a revocation list in DER"
            case .long: "is longer than"
            }
        }
    }

    @Test(arguments: Fault.allCases) func `where there is none, that is said, and nothing else is shown`(
        _ fault: Fault
    ) throws {
        let served = try Served()
        switch fault {
        case .gone: served.files.remove(Self.name)
        case .pipe: served.files.makePipe(Self.name)
        case .key: try served.files.put(try served.files.read("tls.key", of: .first), Self.name)
        case .certificate: try served.files.put(try served.files.read("tls.crt", of: .first), Self.name)
        case .long: try served.files.put([UInt8](repeating: 0x30, count: 1 << 20), Self.name)
        }
        served.look()
        let answer = try served.ask("/ca.crl")
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(answer.status == 404)
        #expect(text.contains("no revocation list is beside the certificate") && text.contains(fault.why), "\(text)")
        #expect(!text.contains("BEGIN"))
        // The certificate does without.
        #expect(try served.text("/readyz") == "ok\n")
        #expect(served.log.lines().isEmpty)
        served.files.show(.second)
        served.look()
        #expect(try served.ask("/ca.crl").status == 200)
    }
}
