import Scratch
import Testing

@testable import Certificates

struct ListAddressesTests {
    let names: ServingNames

    init() throws { names = try ServingNames(service: "tallyman", namespace: "policies") }

    private func summary(_ list: ListAddresses?) throws -> CertificateSummary {
        try CertificateAuthority.create().issue(for: names, list: list).certificate.summary()
    }

    @Test func `a certificate names the admin port, in the cluster and here`() throws {
        #expect(
            try summary(ListAddresses(of: names)).revocationLists == [
                "URI:http://tallyman.policies.svc:8081/ca.crl", "URI:http://localhost:8081/ca.crl",
            ])
        #expect(try summary(nil).revocationLists.isEmpty)
    }

    @Test(arguments: [
        "http://a/ca.crl", "http://192.0.2.7:8081/ca.crl", "http://[2001:db8::7]:8081/ca.crl",
        "http://Crl.Example/%7Ea/b_c/ca.crl?x=1&y=+2",
        "http://a/" + String(repeating: "b", count: ListAddresses.longest - 9),
    ])
    func `what somebody names stands in it as it was given`(_ url: String) throws {
        #expect(try summary(ListAddresses(urls: [url])).revocationLists == ["URI:\(url)"])
        let both = ["http://first/ca.crl", url]
        #expect(try summary(ListAddresses(urls: both)).revocationLists == both.map { "URI:\($0)" })
    }

    @Test(arguments: [
        "", "http://", "http:///ca.crl", "http://:8081/ca.crl", "https://a/ca.crl", "HTTP://a/ca.crl", "ldap://a/", "a",
        "file:///etc/passwd", "http://a/ca.crl,URI:http://evil", "http://a/ca.crl, DNS:evil", "http://a/b;c",
        "http://a/\"b\"", "http://a/'b'", "http://a/b\nc", "http://a/b\r\nc", "http://a/b\u{0}c", "http://a/b c",
        " http://a/b", "http://a/b\tc", "http://a/@section", "http://a/#c", "http://a/$HOME", "http://a/\\x2c",
        "http://ä/ca.crl", "http://a/\u{202e}", "critical,http://a", "DER:00", "@section", "dirName:a",
        "http://a/" + String(repeating: "b", count: ListAddresses.longest - 8),
    ])
    func `what is no URL, or would mean something else in the notation of OpenSSL, is refused`(_ url: String) {
        #expect(throws: CertificateError.invalidListAddress(url)) { try ListAddresses(urls: [url]) }
        #expect(throws: CertificateError.invalidListAddress(url)) { try ListAddresses(urls: ["http://a/ca.crl", url]) }
    }

    @Test func `what is wanted and not in a certificate that was kept gets a note`() throws {
        let temporary = try TemporaryFolder()
        let folder = CertificateFolder(temporary.path)
        let list = try ListAddresses(urls: ["http://crl.example/ca.crl"])
        _ = try folder.complete(for: names, list: list)
        #expect(try folder.notes(for: names, list: list).isEmpty)
        #expect(try folder.notes(for: names).isEmpty, "nobody said where")
        let notes = try folder.notes(for: names, list: ListAddresses(urls: list.urls + ["http://other/ca.crl"]))
        #expect(notes.count == 1)
        #expect(notes.first?.contains(" lacks URI:http://other/ca.crl.") == true, "\(notes)")
    }

    @Test func `every handshake carries them, so there may not be many`() throws {
        let urls = (0...ListAddresses.most).map { "http://a/\($0)" }
        #expect(try ListAddresses(urls: Array(urls.dropLast())).urls.count == ListAddresses.most)
        #expect(throws: CertificateError.tooManyListAddresses) { try ListAddresses(urls: urls) }
    }
}
