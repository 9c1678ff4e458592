internal import Files
import Scratch
import Testing

@testable import Certificates

struct CertificateFileTests {
    @Test func `every certificate of a bundle is shown, text between them ignored`() throws {
        let temporary = try TemporaryFolder()
        let authority = try CertificateAuthority.create()
        let leaf = try authority.issue(for: ServingNames(service: "tallyman", namespace: "policies"))
        let bundle = try leaf.certificate.pem() + Array("# the CA\n".utf8) + authority.certificate.pem()
        let path = try Self.store(bundle, in: temporary.path)
        let found = try CertificateFile.inspect(path)
        #expect(found.map(\.subject) == ["CN=tallyman", "CN=Tallyman CA"])
        #expect(found.map(\.isAuthority) == [false, true])
    }

    /// Made once with `openssl req -x509`, read off with `openssl x509 -text -fingerprint -sha256`.
    @Test func `a certificate made elsewhere is read as openssl reads it`() throws {
        let temporary = try TemporaryFolder()
        let path = try Self.store(Array(Self.foreign.utf8), in: temporary.path)
        let summary = try #require(try CertificateFile.inspect(path).first)
        #expect(summary.subject == #"CN=odd,O=Ex\C3\A4mple\, Inc."#)
        #expect(
            summary.alternativeNames == [
                "DNS:a.example", "IP:2001:db8::1", "URI:spiffe://x/y", "email:a@b.example",
            ])
        #expect(summary.revocationLists.isEmpty)
        #expect(summary.serial == "0A0B")
        #expect(summary.notBefore == "2026-11-21T01:43:57Z")
        #expect(summary.notAfter == "2126-10-28T01:43:57Z")
        #expect(summary.keyType == "Ed25519")
        #expect(summary.isAuthority)
        #expect(summary.fingerprint == Self.foreignFingerprint)
    }

    @Test(arguments: [
        ("", "holds no certificate"),
        ("no PEM at all\n", "holds no certificate"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "certificate 1 cannot be read"),
        ("-----BEGIN CERTIFICATE-----\nMIIB\n", "certificate 1 cannot be read"),
        ("-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n", "certificate 1 cannot be read"),
    ])
    func `bad input is refused with the file's name and the reason`(_ text: String, _ reason: String) throws {
        let temporary = try TemporaryFolder()
        let path = try Self.store(Array(text.utf8), in: temporary.path)
        let error = #expect(throws: CertificateError.self) { try CertificateFile.inspect(path) }
        #expect(error?.description.hasPrefix("\(path): ") == true)
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test func `a key file holds no certificate, and nothing of it is shown`() throws {
        let temporary = try TemporaryFolder()
        let path = try Self.store(CertificateAuthority.create().key.pem(), in: temporary.path)
        #expect(throws: CertificateError.noCertificate(path: path)) { try CertificateFile.inspect(path) }
    }

    @Test func `a file too long for certificates is refused before it is read whole`() throws {
        let temporary = try TemporaryFolder()
        let path = try Self.store([UInt8](repeating: 0x20, count: CertificateFile.limit + 1), in: temporary.path)
        #expect(throws: CertificateError.file(.tooLarge(path: path, limit: 1_048_576))) {
            try CertificateFile.inspect(path)
        }
    }

    @Test func `a file that is not there is named with the system's reason`() {
        let error = CertificateError.file(
            .failed(path: "/nowhere.crt", action: "read", reason: "No such file or directory"))
        #expect(throws: error) { try CertificateFile.inspect("/nowhere.crt") }
    }

    static func store(_ bytes: [UInt8], in folder: String) throws -> String {
        let file = StoredFile("\(folder)/file.pem")
        try file.write(bytes, mode: 0o600, overwrite: true)
        return file.path
    }

    static let foreignFingerprint =
        "35:10:61:FD:D8:47:68:9B:6E:4B:9C:39:98:31:68:12:"
        + "B7:33:DD:90:E1:70:90:50:0D:BC:96:63:5C:5A:DD:1A"

    static let foreign = """
        -----BEGIN CERTIFICATE-----
        MIIBmDCCAUqgAwIBAgICCgswBQYDK2VwMCcxFzAVBgNVBAoMDkV4w6RtcGxlLCBJ
        bmMuMQwwCgYDVQQDDANvZGQwIBcNMjYxMTIxMDE0MzU3WhgPMjEyNjEwMjgwMTQz
        NTdaMCcxFzAVBgNVBAoMDkV4w6RtcGxlLCBJbmMuMQwwCgYDVQQDDANvZGQwKjAF
        BgMrZXADIQD4cio6FChays94a0KVPJfZkAGj5gqIj8bZ/IXfE0s65qOBlzCBlDAd
        BgNVHQ4EFgQUDm7u1Egx23yt/n0aD3JGEM+kZCgwHwYDVR0jBBgwFoAUDm7u1Egx
        23yt/n0aD3JGEM+kZCgwDwYDVR0TAQH/BAUwAwEB/zBBBgNVHREEOjA4gglhLmV4
        YW1wbGWHECABDbgAAAAAAAAAAAAAAAGGDHNwaWZmZTovL3gveYELYUBiLmV4YW1w
        bGUwBQYDK2VwA0EAybwdUkFbogpE1mQ+wB4DUvWZOL56mx8W5cr9tKcYu8VI+Qru
        Nx4lwyezbgJef/ziln/S3DHfvWeCTNVeNONzDA==
        -----END CERTIFICATE-----
        """
}
