internal import COpenSSL
internal import Glibc
internal import Files
import Scratch
import Testing

@testable import Certificates

struct CertificateFolderTests {
    let names: ServingNames

    init() throws { names = try ServingNames(service: "tallyman", namespace: "tallyman-system") }

    @Test func `an empty folder gets a CA and a serving pair`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder("\(temporary.path)/certs")
        #expect(
            try folder.complete(for: names) == [
                .authorityCertificate, .authorityKey, .revocationList, .certificate, .key,
            ])
        #expect(Scratch.names(in: folder.path) == ["ca.crl", "ca.crt", "ca.key", "tls.crt", "tls.key"])
        #expect(permissions(of: folder.path) == 0o700)
    }

    @Test(arguments: [CertificateFolder.File.authorityKey, .key])
    func `only the owner can read a key`(_ file: CertificateFolder.File) throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        #expect(permissions(of: folder.path(of: file)) == 0o600)
    }

    @Test func `the key is the one of the certificate`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        let certificate = try CertificateFile.first(folder.path(of: .certificate))
        #expect(certificate.belongs(to: try PrivateKey.read(folder.path(of: .key))))
        #expect(!certificate.belongs(to: try PrivateKey.read(folder.path(of: .authorityKey))))
    }

    @Test func `a complete folder is left alone`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        let before = try Self.contents(folder)
        #expect(try folder.complete(for: names) == [])
        #expect(try Self.contents(folder) == before)
    }

    @Test func `a folder without the CA's key can still serve and is left alone`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        remove(folder.path(of: .authorityKey))
        #expect(try folder.complete(for: names) == [])
    }

    @Test func `overwriting makes everything anew`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        let before = try Self.contents(folder)
        #expect(try folder.complete(for: names, overwrite: true).count == 5)
        for (old, new) in zip(before, try Self.contents(folder)) { #expect(old != new) }
        #expect(permissions(of: folder.path(of: .key)) == 0o600)
    }

    @Test func `a missing serving pair is signed by the CA that is there`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        let bundle = try folder.caBundle()
        remove(folder.path(of: .certificate))
        remove(folder.path(of: .key))
        #expect(try folder.complete(for: names) == [.certificate, .key])
        #expect(try folder.caBundle() == bundle)
        let authority = try CertificateFile.first(folder.path(of: .authorityCertificate))
        let leaf = try CertificateFile.first(folder.path(of: .certificate))
        #expect(verdict(on: leaf, trusting: authority, reaching: .host("tallyman.tallyman-system.svc")) == "ok")
    }

    @Test(arguments: [
        ([CertificateFolder.File.certificate], CertificateFolder.File.certificate, CertificateFolder.File.key),
        ([.key], .key, .certificate),
        ([.authorityCertificate], .authorityCertificate, .certificate),
        ([.authorityKey, .certificate, .key], .authorityKey, .authorityCertificate),
        ([.authorityCertificate, .certificate, .key], .authorityCertificate, .authorityKey),
        ([.authorityCertificate, .authorityKey, .certificate, .key], .authorityCertificate, .revocationList),
    ])
    func `half of a pair is an error that names both halves`(
        _ removed: [CertificateFolder.File], _ missing: CertificateFolder.File, _ beside: CertificateFolder.File
    ) throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        for file in removed { remove(folder.path(of: file)) }
        let left = try Self.contents(folder)
        #expect(throws: CertificateError.incomplete(missing: folder.path(of: missing), beside: folder.path(of: beside)))
        {
            try folder.complete(for: names)
        }
        #expect(try Self.contents(folder) == left)
    }

    @Test func `a pair that was just made needs no note`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        #expect(try folder.notes(for: names) == [])
    }

    @Test(arguments: [(-1, " expired at "), (29, " expires at ")])
    func `a kept certificate near its end or past it gets a note`(_ days: Int, _ words: String) throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        let authority = try CertificateAuthority.create()
        try Self.store(authority.certificate.pem(), authority.issue(for: names, days: days).certificate.pem(), folder)
        let notes = try folder.notes(for: names)
        #expect(notes.count == 1)
        #expect(notes.first?.contains(words) == true, "\(notes)")
    }

    @Test func `a kept certificate that lacks a name gets a note with the name`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        let more = try ServingNames(service: "tallyman", namespace: "tallyman-system", addresses: ["192.0.2.7"])
        let notes = try folder.notes(for: more)
        #expect(notes.count == 1)
        #expect(notes.first?.contains(" lacks IP:192.0.2.7.") == true, "\(notes)")
    }

    @Test func `a kept certificate that another CA signed gets a note`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        let stranger = try CertificateAuthority.create()
        let serving = try CertificateAuthority.create().issue(for: names)
        try Self.store(stranger.certificate.pem(), serving.certificate.pem(), folder)
        let notes = try folder.notes(for: names)
        #expect(notes.count == 1)
        #expect(notes.first?.contains(" did not sign ") == true, "\(notes)")
    }

    @Test func `a folder that cannot be made is named`() {
        #expect(
            throws: CertificateError.file(
                .failed(path: "/nowhere/certs", action: "create the folder", reason: "No such file or directory"))
        ) {
            try CertificateFolder("/nowhere/certs").complete(for: names)
        }
    }

    @Test func `the caBundle is the CA certificate in base64 on one line`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        let bundle = try folder.caBundle()
        // "-----BEGIN CERTIFICATE-----\n", its first 27 bytes being a whole number of base64 groups.
        #expect(bundle.hasPrefix("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t"))
        #expect(bundle.utf8.count % 4 == 0)
        #expect(!bundle.contains { $0.isWhitespace })
    }

    @Test func `the caBundle has every certificate of the file, and nothing secret beside them`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        let old = try CertificateAuthority.create()
        let new = try CertificateAuthority.create()
        let certificates = try old.certificate.pem() + new.certificate.pem()
        let careless = try certificates + new.key.pem()
        try StoredFile(folder.path(of: .authorityCertificate)).write(careless, mode: 0o600, overwrite: false)
        let bundle = Array(try folder.caBundle().utf8)
        var decoded = [UInt8](repeating: 0, count: bundle.count)
        let count = unsafe EVP_DecodeBlock(&decoded, bundle, Int32(bundle.count))
        // EVP_DecodeBlock counts the padding as zero bytes.
        #expect(decoded.prefix(Int(count)).filter { $0 != 0 } == certificates)
    }

    private func remove(_ path: String) { unsafe _ = unlink(path) }

    private static func contents(_ folder: CertificateFolder) throws -> [[UInt8]] {
        var contents: [[UInt8]] = []
        for name in Scratch.names(in: folder.path) {
            contents.append(try CertificateFile.bytes("\(folder.path)/\(name)"))
        }
        return contents
    }

    private static func store(
        _ authority: [UInt8], _ leaf: [UInt8], _ folder: CertificateFolder
    ) throws {
        let paths = (folder.path(of: .authorityCertificate), folder.path(of: .certificate))
        try StoredFile(paths.0).write(authority, mode: 0o644, overwrite: false)
        try StoredFile(paths.1).write(leaf, mode: 0o644, overwrite: false)
    }
}
