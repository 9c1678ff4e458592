internal import Testing

@testable import Certificates

struct ServingNamesTests {
    @Test(arguments: [
        "", "Tallyman", "-tallyman", "tallyman-", "tally.man", "tally man", "tallyman,DNS:evil.example", "tällyman",
        String(repeating: "a", count: 64),
    ])
    func `what no Service can be called is refused`(_ name: String) {
        #expect(throws: CertificateError.invalidName(name)) { try ServingNames(service: name, namespace: "policies") }
        #expect(throws: CertificateError.invalidName(name)) { try ServingNames(service: "tallyman", namespace: name) }
    }

    @Test func `the longest names fit into a certificate`() throws {
        let longest = String(repeating: "a", count: 63)
        let authority = try CertificateAuthority.create()
        let serving = try authority.issue(for: ServingNames(service: longest, namespace: longest))
        let host = try Peer.host(ServingNames(service: longest, namespace: longest).service)
        #expect(verdict(on: serving.certificate, trusting: authority.certificate, reaching: host) == "ok")
    }

    @Test(arguments: ["", "localhost", "192.0.2", "192.0.2.256", "2001:db8::g", "fe80::1%eth0", "192.0.2.1,DNS:evil"])
    func `what is no address is refused`(_ address: String) {
        #expect(throws: CertificateError.invalidAddress(address)) {
            try ServingNames(service: "tallyman", namespace: "policies", addresses: [address])
        }
    }

    @Test(arguments: [
        (["192.0.2.7"], ["192.0.2.7"]), (["2001:DB8:0:0::7"], ["2001:db8::7"]),
        (["127.0.0.1", "0:0:0:0:0:0:0:1", "192.0.2.7", "192.0.2.7"], ["192.0.2.7"]),
    ])
    func `addresses are written in one way and once`(_ given: [String], _ kept: [String]) throws {
        let names = try ServingNames(service: "tallyman", namespace: "policies", addresses: given)
        #expect(names.addresses == ["127.0.0.1", "::1"] + kept)
    }
}
