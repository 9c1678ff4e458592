import Files
import Scratch
import Testing

@testable import Certificates

/// What `certs init` finds where a CA should be.
struct AuthorityLoadingTests {
    @Test func `a CA comes back from its files and signs`() throws {
        let temporary = try TemporaryFolder()
        let made = try CertificateAuthority.create()
        let stored = try Self.store(made.certificate.pem(), made.key.pem(), in: temporary.path)
        let loaded = try CertificateAuthority.load(certificate: stored.certificate, key: stored.key)
        let leaf = try loaded.issue(for: ServingNames(service: "tallyman", namespace: "policies"))
        #expect(verdict(on: leaf.certificate, trusting: made.certificate, reaching: .host("tallyman")) == "ok")
    }

    @Test func `another key is refused`() throws {
        let temporary = try TemporaryFolder()
        let stored = try Self.store(
            CertificateAuthority.create().certificate.pem(), CertificateAuthority.create().key.pem(), in: temporary.path
        )
        #expect(throws: CertificateError.keyMismatch(certificate: stored.certificate, key: stored.key)) {
            _ = try CertificateAuthority.load(certificate: stored.certificate, key: stored.key)
        }
    }

    @Test func `a certificate that is no CA's is refused`() throws {
        let temporary = try TemporaryFolder()
        let leaf = try CertificateAuthority.create().issue(for: ServingNames(service: "a", namespace: "b"))
        let stored = try Self.store(leaf.certificate.pem(), leaf.key.pem(), in: temporary.path)
        #expect(throws: CertificateError.notAnAuthority(path: stored.certificate)) {
            _ = try CertificateAuthority.load(certificate: stored.certificate, key: stored.key)
        }
    }

    @Test func `a CA that has expired is refused with the date`() throws {
        let temporary = try TemporaryFolder()
        let made = try CertificateAuthority.create(days: -1)
        let stored = try Self.store(made.certificate.pem(), made.key.pem(), in: temporary.path)
        let notAfter = try made.certificate.summary().notAfter
        #expect(throws: CertificateError.expired(path: stored.certificate, notAfter: notAfter)) {
            _ = try CertificateAuthority.load(certificate: stored.certificate, key: stored.key)
        }
    }

    @Test(arguments: ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    func `what is no key is refused without being shown`(_ text: String) throws {
        let temporary = try TemporaryFolder()
        let stored = try Self.store(
            CertificateAuthority.create().certificate.pem(), Array(text.utf8), in: temporary.path)
        let error = #expect(throws: CertificateError.self) {
            _ = try CertificateAuthority.load(certificate: stored.certificate, key: stored.key)
        }
        #expect(error?.description.hasPrefix("\(stored.key): holds no private key") == true)
        #expect(error?.description.contains("AAAA") == false)
    }

    @Test(arguments: [KeyEncryption.pkcs8, .traditional])
    func `an encrypted key is refused without asking for its passphrase`(_ encryption: KeyEncryption) throws {
        let temporary = try TemporaryFolder()
        let made = try CertificateAuthority.create()
        let stored = try Self.store(made.certificate.pem(), encryption.pem(of: made.key), in: temporary.path)
        #expect(throws: CertificateError.encryptedKey(path: stored.key)) {
            _ = try CertificateAuthority.load(certificate: stored.certificate, key: stored.key)
        }
    }

    static func store(
        _ certificate: [UInt8], _ key: [UInt8], in folder: String
    ) throws -> (certificate: String, key: String) {
        let paths = (certificate: "\(folder)/ca.crt", key: "\(folder)/ca.key")
        try StoredFile(paths.certificate).write(certificate, mode: 0o644, overwrite: false)
        try StoredFile(paths.key).write(key, mode: 0o600, overwrite: false)
        return paths
    }
}
