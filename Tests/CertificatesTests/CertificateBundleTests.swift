internal import Testing

@testable import Certificates

struct CertificateBundleTests {
    private static func bundle(_ certificate: borrowing Certificate) throws -> CertificateBundle {
        try CertificateBundle(certificate.pem(), called: "test")
    }

    private static func names() throws -> ServingNames { try ServingNames(service: "tallyman", namespace: "policies") }

    @Test(arguments: [
        (nil, nil), ("tallyman.policies.svc", nil), ("tallyman.other.svc", "hostname mismatch"),
        ("tallyman.policies.svc.evil", "hostname mismatch"),
    ]) func `a client that trusts the CA takes it, under its names`(_ host: String?, _ expected: String?) throws {
        let authority = try CertificateAuthority.create()
        let serving = try Self.bundle(authority.issue(for: Self.names()).certificate)
        let trusted = try Self.bundle(authority.certificate)
        #expect(try serving.refusal(trusting: trusted, asking: host) == expected)
        // Whoever trusts several CAs trusts each of them, and whoever trusts the certificate itself needs none.
        let other = try CertificateAuthority.create().certificate.pem()
        let both = try CertificateBundle(other + trusted.pem[0], called: "both")
        #expect(both.summaries.count == 2)
        #expect(try serving.refusal(trusting: both, asking: host) == expected)
        #expect(try serving.refusal(trusting: serving, asking: host) == expected)
    }

    @Test func `a client that trusts another CA of the same name does not`() throws {
        let serving = try Self.bundle(try CertificateAuthority.create().issue(for: Self.names()).certificate)
        let other = try Self.bundle(try CertificateAuthority.create().certificate)
        #expect(try serving.refusal(trusting: other) != nil)
    }

    @Test func `what else is in the text is not kept`() throws {
        let authority = try CertificateAuthority.create()
        let serving = try authority.issue(for: Self.names())
        let text = try serving.key.pem() + serving.certificate.pem() + authority.certificate.pem()
        let bundle = try CertificateBundle(text, called: "both")
        #expect(bundle.summaries.map(\.subject) == ["CN=tallyman", "CN=Tallyman CA"])
        #expect(!String(decoding: bundle.pem.flatMap { $0 }, as: UTF8.self).contains("PRIVATE"))
    }

    @Test(arguments: [
        ("", "holds no certificate"), ("hello", "holds no certificate"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "certificate 1 cannot be read"),
    ]) func `what is no certificate is refused by name`(_ text: String, _ expected: String) {
        let error = #expect(throws: CertificateError.self) {
            try CertificateBundle(Array(text.utf8), called: "the caBundle")
        }
        #expect(error?.description.hasPrefix("the caBundle: ") == true)
        #expect(error?.description.contains(expected) == true)
    }
}
