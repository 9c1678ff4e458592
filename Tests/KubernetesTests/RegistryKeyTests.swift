internal import Testing

@testable import Kubernetes

struct RegistryKeyTests {
    struct Case: CustomTestStringConvertible {
        let key: String
        let image: String
        let matches: Bool

        init(_ key: String, _ image: String, _ matches: Bool) {
            self.key = key
            self.image = image
            self.matches = matches
        }

        var testDescription: String { "\(key) for \(image)" }
    }

    /// What kubelet did, run or read in keyring_test.go.
    static let recorded = [
        Case("https://index.docker.io/v1/", "docker.io/library/nginx", true),
        Case("https://index.docker.io/v1/", "docker.io/acme/app", true),
        Case("docker.io", "docker.io/acme/app", true),
        Case("https://docker.io", "docker.io/acme/app", true),
        Case("registry-1.docker.io", "docker.io/acme/app", false),
        Case("https://", "docker.io/acme/app", false),
        Case("https://", "registry.example.com/a", false),
        Case("https://", "localhost/a", false),
        Case("registry.example.com", "registry.example.com/acme/app", true),
        Case("registry.example.com", "registry.example.com:5000/acme/app", false),
        Case("registry.example.com:5000", "registry.example.com/acme/app", false),
        Case("registry.example.com:443", "registry.example.com/acme/app", false),
        Case("registry.example.com/acme", "registry.example.com/acme-evil/app", true),
        Case("registry.example.com/acme/", "registry.example.com/acme-evil/app", false),
        Case("*.example.com", "registry.example.com/a", true),
        Case("*.example.com", "example.com/a", false),
        Case("*.example.com", "a.b.example.com/x", false),
        Case("*kubernetes.io", "kubernetes.io/a", true),
        Case("*kubernetes.io", "a.kubernetes.io/a", false),
        Case("prefix.*.io:1111/foo", "prefix.kubernetes.io:1111/foo/bar", true),
        Case("https://registry.example.com/v2/", "registry.example.com/a", true),
        Case("https://registry.example.com/v2", "registry.example.com/a", false),
        Case("REGISTRY.example.com", "registry.example.com/a", false),
    ]

    /// What follows from the source.
    static let derived = [
        Case("https://index.docker.io/v1/", "nginx", true),
        Case("https://index.docker.io/v1/", "index.docker.io/acme/app", true),
        Case("https://index.docker.io/v1/", "localhost/app", true),
        Case("https://index.docker.io/v1/", "localhost:5000/app", false),
        Case("https://index.docker.io/v1/", "ghcr.io/acme/app", false),
        Case("https://index.docker.io/v1", "docker.io/acme/app", false),
        Case("index.docker.io/acme", "docker.io/acme/app", false),
        Case("docker.io", "acme/app", true),
        Case("docker.io/library", "nginx", true),
        Case("docker.io", "index.docker.io/acme/app", true),
        Case("http://registry.example.com", "registry.example.com/a", true),
        Case("HTTPS://registry.example.com", "registry.example.com/a", false),
        Case("registry.example.com/", "registry.example.com/a", true),
        Case("registry.example.com/v1/", "registry.example.com/a", true),
        Case("registry.example.com/v1/acme", "registry.example.com/acme/a", true),
        Case("registry.example.com/v1/acme", "registry.example.com/other/a", false),
        Case("https://u:p@registry.example.com", "registry.example.com/a", true),
        Case("registry.example.com?x=y", "registry.example.com/a", true),
        Case("registry.example.com#x", "registry.example.com/a", true),
        Case("registry.example.com:", "registry.example.com/a", true),
        Case("registry.example.com:*", "registry.example.com:5000/a", false),
        Case("registry.example.com:5000x", "registry.example.com:5000/a", false),
        Case("registry.example.com%2Facme", "registry.example.com/acme/a", false),
        Case("registry example.com", "registry.example.com/a", false),
        Case(" registry.example.com", "registry.example.com/a", false),
        Case("[a-z]hcr.io", "ghcr.io/a", false),
        Case("g[a-z]cr.io", "ghcr.io/a", false),
        Case("?hcr.io", "ghcr.io/a", false),
        Case("*", "localhost/a", true),
        Case("*", "ghcr.io/a", false),
        Case("*.*", "ghcr.io/a", true),
        Case("g*h*r.io", "ghcr.io/a", true),
        Case("g*c*c*r.io", "ghcr.io/a", false),
        Case("gh*hcr.io", "ghcr.io/a", false),
        Case("ghcr.*/acme", "ghcr.io/acme/a", true),
        Case("ghcr.io/*", "ghcr.io/acme/a", false),
        Case("localhost:5000", "localhost:5000/a", true),
        Case("[::1]:5000", "[::1]:5000/a", true),
        Case("[::1]:5000", "[::2]:5000/a", false),
        Case("[::1]", "[::1]/a", false),
        Case("::1:5000", "[::1]:5000/a", false),
        Case("registry.K.com", "registry.\u{212A}.com/a", false),
    ]

    @Test(arguments: recorded + derived) func `a key is for an image as kubelet has it`(_ test: Case) {
        #expect((RegistryKey(test.key)?.matches(test.image) ?? false) == test.matches)
    }

    @Test(arguments: [
        ("ghcr.io", ["ghcr.io/acme"], HostMatch.hostOnly), ("ghcr.io/acme", ["ghcr.io/acme"], .match),
        ("ghcr.io/acme/team", ["ghcr.io/acme"], .match), ("ghcr.io/acme", ["ghcr.io/acme/team"], .hostOnly),
        ("ghcr.io/other", ["ghcr.io/acme"], .none), ("ghcr.io/ac", ["ghcr.io/acme"], .none),
        ("ghcr.io:443", ["ghcr.io"], .none), ("registry.acme.io", ["*.acme.io"], .match),
        ("registry.acme.io", ["*.acme.io/x"], .hostOnly), ("docker.io/acme", ["https://index.docker.io/v1/"], .match),
        ("docker.io", ["https://index.docker.io/v1/"], .match), ("docker.io", ["docker.io/acme"], .hostOnly),
        ("index.docker.io", ["docker.io/acme"], .hostOnly), ("docker.io", ["docker.io/library"], .match),
        ("ghcr.io", ["quay.io", "ghcr.io"], .match), ("ghcr.io", ["ghcr.io/acme", "ghcr.io"], .match),
        ("ghcr.io", [], .none),
    ]) func `a host is matched by all keys together`(_ host: String, _ keys: [String], _ result: HostMatch) {
        #expect(keys.compactMap(RegistryKey.init).fit(host: host, name: "shop").match == result)
    }

    @Test(arguments: [
        ("registry.acme.io", ["*.acme.io"], [BuildahDifference.pattern]),
        ("registry.acme.io", ["*.acme.io", "registry.acme.io"], []),
        ("ghcr.io/acme", ["https://ghcr.io/acme"], [.wholeHost]), ("ghcr.io/acme", ["ghcr.io/acme"], []),
        ("ghcr.io/acme", ["ghcr.io"], []), ("ghcr.io/acme", ["https://ghcr.io"], []),
        ("ghcr.io/acme", ["https://ghcr.io/v2/"], []), ("ghcr.io/acme", ["ghcr.io/v2/"], [.unused]),
        ("ghcr.io/acme", ["ghcr.io/"], [.unused]), ("ghcr.io/acme", ["ghcr.io/acme/"], [.unused]),
        ("ghcr.io/acme-team", ["ghcr.io/acme"], [.unused]), ("docker.io/acme", ["https://index.docker.io/v1/"], []),
        ("docker.io/acme", ["docker.io"], []), ("docker.io/acme", ["docker.io/acme"], []),
        ("ghcr.io", ["quay.io"], []), ("ghcr.io", ["https://ghcr.io/acme"], []), ("[::1]:5000", ["[::1]:5000"], []),
    ]) func `what buildah reads otherwise is known`(_ host: String, _ keys: [String], _ result: [BuildahDifference]) {
        #expect(keys.compactMap(RegistryKey.init).fit(host: host, name: "shop").differences == result)
    }

    /// No image's name is longer than 255 bytes; what is not for host, port and path does not count.
    @Test(arguments: [
        (String(repeating: "a", count: 255), true), (String(repeating: "a", count: 256), false),
        (String(repeating: "a", count: 250) + ":5000", true), (String(repeating: "a", count: 251) + ":5000", false),
        ("a.io/" + String(repeating: "a", count: 250), true), ("a.io/" + String(repeating: "a", count: 251), false),
        ("https://u:p@" + String(repeating: "a", count: 255) + "/v2/", true),
        ("a.io?" + String(repeating: "a", count: 255), true), (String(repeating: ".", count: 780_000), false),
    ]) func `a key that is longer than any image's name is none`(_ key: String, _ isKey: Bool) {
        #expect((RegistryKey(key) != nil) == isKey, "\(key.utf8.count)")
    }

    @Test func `a password in a key is not kept`() throws {
        let key = try #require(RegistryKey("https://robot:hunter2@ghcr.io/acme?token=hunter2#hunter2"))
        #expect(!"\(key)".contains("hunter2") && !"\(key)".contains("robot"))
    }
}
