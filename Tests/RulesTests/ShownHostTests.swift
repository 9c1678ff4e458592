import Testing

@testable import Rules

struct ShownHostTests {
    @Test(arguments: [
        ("ghcr.io/acme", "ghcr.io/acme"), ("GHCR.io", "GHCR.io"), ("https://ghcr.io/acme", "https://ghcr.io/acme"),
        ("ghcr.io:99999", "ghcr.io:99999"), ("ghcr.io/a:latest", "ghcr.io/a:latest"), ("*.io", "*.io"),
        ("[::1]:5000", "[::1]:5000"), ("ghcr.io/a@sha256:0123", "ghcr.io/a@sha256:0123"), ("", ""),
        ("ghcr.io/", "ghcr.io/"),
        ("g hcr.io", "g hcr.io"), ("https://", "https://"),
    ])
    func `a host without a credential is shown as it is`(_ host: String, _ shown: String) {
        #expect(ShownHost(host).text == shown)
    }

    @Test(arguments: [
        ("u:s3cr3t@ghcr.io/acme", "ghcr.io/acme"), ("https://u:s3cr3t@ghcr.io", "ghcr.io"),
        ("s3cr3t@ghcr.io:5000", "ghcr.io:5000"), ("u:s3cr3t/x@ghcr.io", "ghcr.io"),
        ("u:s3cr3t@s3cr3t@ghcr.io", "ghcr.io"),
        ("ghcr.io/acme?token=s3cr3t", "ghcr.io/acme"), ("ghcr.io#s3cr3t", "ghcr.io"),
        ("u:s3cr3t@sha256:0123", "sha256:0123"), ("ghcr.io?\u{301}s3cr3t", "ghcr.io"),
    ])
    func `a credential before or behind a registry is left out`(_ host: String, _ shown: String) {
        #expect(ShownHost(host).text == shown)
    }

    @Test(arguments: [
        "u:s3cr3t", "u:s3cr3t/ghcr.io", "u:s3cr3t%40ghcr.io", "https://u:s3cr3t%40ghcr.io", "s3cr3t%2540ghcr.io",
        "u:s3cr3t@", "u:p@s3cr3t", "ghcr.io?token=x@s3cr3t.io", "ghcr.io#x@s3cr3t.io",
        "u:s3cr3t?x@ghcr.io", "u:s3cr3t@\u{301}ghcr.io", "ghcr.io/%3Ftoken=s3cr3t",
        "u:s3cr3t＠ghcr.io", "docker://u:s3cr3t", "u:s3cr3t://ghcr.io", "[u:s3cr3t", "[::1", "https://?token=s3cr3t",
        "u:s3cr3t@ghcr.io/", "u:s3cr3t@GHCR.io", "/x:s3cr3t",
    ])
    func `where a credential cannot be told from the registry, nothing is shown`(_ host: String) {
        #expect(ShownHost(host).text == nil)
        #expect(ShownHost(host).description == "this host")
    }
}
