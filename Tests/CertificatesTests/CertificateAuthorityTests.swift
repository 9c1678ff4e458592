internal import COpenSSL
internal import Testing

@testable import Certificates

struct CertificateAuthorityTests {
    static let reachable: [Peer] = [
        .host("tallyman"), .host("tallyman.policies"), .host("tallyman.policies.svc"),
        .host("tallyman.policies.svc.cluster.local"), .host("localhost"),
        .address("127.0.0.1"), .address("::1"), .address("192.0.2.7"), .address("2001:db8::7"),
    ]

    @Test(arguments: reachable)
    func `a client that trusts the CA accepts the serving certificate`(_ peer: Peer) throws {
        let authority = try CertificateAuthority.create()
        let serving = try authority.issue(for: Self.names())
        #expect(verdict(on: serving.certificate, trusting: authority.certificate, reaching: peer) == "ok")
    }

    @Test(arguments: [Peer.host("other.policies.svc"), .host("tallyman.policies.svc.evil"), .address("192.0.2.8")])
    func `a client does not accept it under another name`(_ peer: Peer) throws {
        let authority = try CertificateAuthority.create()
        let serving = try authority.issue(for: Self.names())
        #expect(verdict(on: serving.certificate, trusting: authority.certificate, reaching: peer).contains("mismatch"))
    }

    @Test func `a client that trusts another CA of the same name does not accept it`() throws {
        let serving = try CertificateAuthority.create().issue(for: Self.names())
        let other = try CertificateAuthority.create()
        let found = verdict(on: serving.certificate, trusting: other.certificate, reaching: .host("tallyman"))
        #expect(found == "unable to get local issuer certificate")
    }

    @Test func `a serving certificate cannot sign for others`() throws {
        let authority = try CertificateAuthority.create()
        let serving = try authority.issue(for: Self.names())
        let forged = try Certificate.unsigned(commonName: "forged", key: serving.key, days: 1)
        try forged.sign(CertificateExtension.server(Self.names()), issuer: serving.certificate, key: serving.key)
        let found = verdict(on: forged, trusting: serving.certificate, reaching: .host("tallyman"))
        #expect(found.contains("invalid CA certificate") || found.contains("issuer"), "\(found)")
    }

    @Test func `a serving certificate is for serving, and the CA for signing`() throws {
        let authority = try CertificateAuthority.create()
        let serving = try authority.issue(for: Self.names())
        #expect(unsafe X509_get_key_usage(serving.certificate.raw) == UInt32(KU_DIGITAL_SIGNATURE))
        #expect(unsafe X509_get_extended_key_usage(serving.certificate.raw) == UInt32(XKU_SSL_SERVER))
        #expect(unsafe X509_get_extension_flags(serving.certificate.raw) & UInt32(EXFLAG_CA) == 0)
        #expect(unsafe X509_get_key_usage(authority.certificate.raw) == UInt32(KU_KEY_CERT_SIGN | KU_CRL_SIGN))
        #expect(unsafe X509_get_extension_flags(authority.certificate.raw) & UInt32(EXFLAG_CA) != 0)
        #expect(unsafe X509_get_pathlen(authority.certificate.raw) == 0)
    }

    @Test func `the CA says what it is`() throws {
        let summary = try CertificateAuthority.create().certificate.summary()
        #expect(summary.subject == "CN=Tallyman CA")
        #expect(summary.issuer == "CN=Tallyman CA")
        #expect(summary.isAuthority)
        #expect(summary.keyType == "ECDSA P-256")
        #expect(summary.alternativeNames.isEmpty)
        #expect((3_651...3_652).contains(summary.daysLeft))
    }

    @Test func `the serving certificate says what it is`() throws {
        let summary = try CertificateAuthority.create().issue(for: Self.names()).certificate.summary()
        #expect(summary.subject == "CN=tallyman")
        #expect(summary.issuer == "CN=Tallyman CA")
        #expect(!summary.isAuthority)
        #expect(!summary.hasExpired)
        #expect((364...365).contains(summary.daysLeft))
        #expect(
            summary.alternativeNames == [
                "DNS:tallyman", "DNS:tallyman.policies", "DNS:tallyman.policies.svc",
                "DNS:tallyman.policies.svc.cluster.local", "DNS:localhost",
                "IP:127.0.0.1", "IP:::1", "IP:192.0.2.7", "IP:2001:db8::7",
            ])
    }

    @Test func `serial numbers are long and differ`() throws {
        let authority = try CertificateAuthority.create()
        let one = try authority.issue(for: Self.names()).certificate.summary().serial
        let other = try authority.issue(for: Self.names()).certificate.summary().serial
        #expect(one != other)
        // 128 random bits: fewer than 24 of 32 digits come once in 2^32 runs.
        #expect((24...32).contains(one.count), "\(one)")
    }

    @Test func `a serving certificate ends no later than its CA`() throws {
        let authority = try CertificateAuthority.create(days: 30)
        let serving = try authority.issue(for: Self.names())
        #expect(try serving.certificate.summary().notAfter == authority.certificate.summary().notAfter)
    }

    @Test func `a certificate is valid a few minutes back and ends on its day`() throws {
        let authority = try CertificateAuthority.create(days: 0)
        let summary = try authority.certificate.summary()
        #expect(summary.notBefore < summary.notAfter)
        #expect(summary.notAfter.count == "2026-01-31T12:00:00Z".count)
        #expect(summary.daysLeft == 0)
    }

    static func names() throws(CertificateError) -> ServingNames {
        try ServingNames(service: "tallyman", namespace: "policies", addresses: ["192.0.2.7", "2001:db8::7"])
    }
}
