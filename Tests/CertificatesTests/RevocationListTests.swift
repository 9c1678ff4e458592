internal import COpenSSL
import Files
import Glibc
import Scratch
import Testing

@testable import Certificates

struct RevocationListTests {
    let names: ServingNames

    init() throws { names = try ServingNames(service: "tallyman", namespace: "tallyman-system") }

    private func list(of authority: borrowing CertificateAuthority) throws -> RevocationList {
        try RevocationList.empty(by: authority.certificate, key: authority.key)
    }

    private static func isSigned(_ der: [UInt8], by authority: borrowing Certificate) -> Bool {
        RevocationList.read(der)?.isSigned(by: authority) ?? false
    }

    @Test func `a client that asks for a list takes the certificate by this one, and by no other CA's`() throws {
        let authority = try CertificateAuthority.create()
        let serving = try authority.issue(for: names, list: ListAddresses(of: names))
        let own = try list(of: authority)
        let others = try list(of: CertificateAuthority.create())
        let peer = Peer.host("localhost")
        let found = verdict(on: serving.certificate, trusting: authority.certificate, reaching: peer, list: own)
        #expect(found == "ok")
        let refused = verdict(on: serving.certificate, trusting: authority.certificate, reaching: peer, list: others)
        #expect(refused.contains("CRL"), "\(refused)")
        let isOwn = own.isSigned(by: authority.certificate)
        let isOthers = others.isSigned(by: authority.certificate)
        #expect(isOwn && !isOthers)
    }

    /// RFC 5280 section 5.
    @Test func `it says all that a list has to`() throws {
        let authority = try CertificateAuthority.create()
        let list = try list(of: authority)
        #expect(unsafe X509_CRL_get_version(list.raw) == X509_CRL_VERSION_2)
        #expect(unsafe X509_CRL_get_signature_nid(list.raw) == NID_ecdsa_with_SHA256)
        #expect(unsafe X509_CRL_get_REVOKED(list.raw) == nil)
        #expect(unsafe X509_CRL_get_ext_count(list.raw) == 2)
        for extensionID in [NID_authority_key_identifier, NID_crl_number] {
            #expect(unsafe X509_CRL_get_ext_by_NID(list.raw, extensionID, -1) >= 0)
        }
        let issuer = unsafe X509_NAME_cmp(
            X509_CRL_get_issuer(list.raw), X509_get_subject_name(authority.certificate.raw))
        #expect(issuer == 0)
        let begin = try unsafe CertificateTime.seconds(X509_CRL_get0_lastUpdate(list.raw))
        #expect(abs(time(nil) - Certificate.backdating - begin) < 120)
        #expect(
            try unsafe CertificateTime.text(X509_CRL_get0_nextUpdate(list.raw))
                == authority.certificate.summary().notAfter)
    }

    @Test func `it comes back from its bytes, and from nothing else`() throws {
        let der = try list(of: CertificateAuthority.create()).der()
        #expect(try RevocationList.read(der)?.der() == der)
        for length in 0..<der.count { #expect(!RevocationListFile.isList(Array(der.prefix(length)))) }
        #expect(!RevocationListFile.isList(der + [0]))
    }

    @Test func `what is no list never comes out of the file`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        for file in CertificateFolder.File.allCases where file != .revocationList {
            let path = folder.path(of: file)
            #expect(throws: CertificateError.malformedList(path: path)) {
                try RevocationListFile.der(regularFile: path)
            }
        }
        let path = folder.path(of: .revocationList)
        #expect(permissions(of: path) == 0o644)
        #expect(try RevocationListFile.der(regularFile: path).isEmpty == false)
        let limit = RevocationListFile.limit
        try StoredFile(path).write([UInt8](repeating: 0, count: limit + 1), mode: 0o644, overwrite: true)
        #expect(throws: CertificateError.file(.tooLarge(path: path, limit: limit))) {
            try RevocationListFile.der(regularFile: path)
        }
        unsafe unlink(path)
        unsafe mkfifo(path, 0o644)
        #expect(throws: CertificateError.file(.irregular(path: path))) {
            try RevocationListFile.der(regularFile: path)
        }
    }

    @Test(arguments: [("tls.crt", "ca.crl"), ("/a/b/tls.crt", "/a/b/ca.crl"), ("certs/tls.crt", "certs/ca.crl")])
    func `it is looked for beside the certificate`(_ certificate: String, _ list: String) {
        #expect(RevocationListFile.path(beside: certificate) == list)
    }

    @Test func `a folder of an earlier version gets a list with its next pair`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        unsafe unlink(folder.path(of: .revocationList))
        for file in [CertificateFolder.File.certificate, .key] { unsafe unlink(folder.path(of: file)) }
        #expect(try folder.complete(for: names) == [.revocationList, .certificate, .key])
        let authority = try CertificateFile.first(folder.path(of: .authorityCertificate))
        let isSigned = try Self.isSigned(
            RevocationListFile.der(regularFile: folder.path(of: .revocationList)), by: authority)
        #expect(isSigned)
    }

    @Test func `a list that was lost is made again by the CA's key, or told of without`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        unsafe unlink(folder.path(of: .revocationList))
        #expect(try folder.complete(for: names) == [.revocationList])
        #expect(try folder.notes(for: names) == [])
        for file in [CertificateFolder.File.revocationList, .authorityKey] { unsafe unlink(folder.path(of: file)) }
        #expect(try folder.complete(for: names) == [])
        let notes = try folder.notes(for: names)
        #expect(notes.count == 1 && notes[0].contains("there is no \(folder.path(of: .revocationList))"), "\(notes)")
    }

    /// It may have signed for others too, and have revoked some of it.
    @Test func `of a CA that was not made here no list is made, and none is named`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        let key = try PrivateKey.generate()
        let certificate = try Certificate.unsigned(commonName: "Somebody's CA", key: key, days: 30)
        try certificate.sign(CertificateExtension.authority, issuer: certificate, key: key)
        try StoredFile(folder.path(of: .authorityCertificate)).write(certificate.pem(), mode: 0o644, overwrite: false)
        try StoredFile(folder.path(of: .authorityKey)).write(key.pem(), mode: 0o600, overwrite: false)
        #expect(try folder.complete(for: names) == [.certificate, .key])
        #expect(try folder.notes(for: names) == [])
        let summary = try #require(CertificateFile.inspect(folder.path(of: .certificate)).first)
        #expect(summary.revocationLists == [])
    }

    @Test func `another CA's list, and what is none, get a note`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        _ = try folder.complete(for: names)
        for bytes in [try list(of: CertificateAuthority.create()).der(), Array("none".utf8)] {
            try StoredFile(folder.path(of: .revocationList)).write(bytes, mode: 0o644, overwrite: true)
            let notes = try folder.notes(for: names)
            #expect(notes.count == 1)
            #expect(notes.first?.contains("ca.crl is no revocation list of ") == true, "\(notes)")
        }
    }
}
