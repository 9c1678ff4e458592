import Testing

@testable import Rules

struct RegistryHostTests {
    /// A text, and the domain, port and path that it is made of.
    struct Accepted: Sendable, CustomTestStringConvertible {
        let text: String
        let domain: String
        let port: String?
        let path: String

        init(_ text: String, _ domain: String, _ port: String? = nil, path: String = "") {
            (self.text, self.domain, self.port, self.path) = (text, domain, port, path)
        }

        var testDescription: String { text }
    }

    @Test(arguments: [
        Accepted("ghcr.io", "ghcr.io"),
        Accepted("ghcr.io/acme", "ghcr.io", path: "acme"),
        Accepted("registry.acme.io:443/a/b/c", "registry.acme.io", "443", path: "a/b/c"),
        Accepted("registry:5000", "registry", "5000"),
        Accepted("localhost", "localhost"),
        Accepted("localhost/acme", "localhost", path: "acme"),
        Accepted("localhost:1", "localhost", "1"),
        Accepted("a.b:65535", "a.b", "65535"),
        Accepted("a.b:05000", "a.b", "05000"),
        Accepted("127.0.0.1:5000", "127.0.0.1", "5000"),
        Accepted("10.0.0.1/acme", "10.0.0.1", path: "acme"),
        Accepted("[::1]", "[::1]"),
        Accepted("[::]:5000", "[::]", "5000"),
        Accepted("[fe80::1]:5000/acme", "[fe80::1]", "5000", path: "acme"),
        Accepted("[1:2:3:4:5:6:7:8]", "[1:2:3:4:5:6:7:8]"),
        Accepted("xn--bcher-kva.example", "xn--bcher-kva.example"),
        Accepted("1.2", "1.2"),
        Accepted("a--b.io/c--d/e_f/g__h/i.j", "a--b.io", path: "c--d/e_f/g__h/i.j"),
        Accepted("ghcr.io/acme/v1", "ghcr.io", path: "acme/v1"),
        Accepted("ghcr.io/v10", "ghcr.io", path: "v10"),
    ])
    func `a registry has a domain, perhaps a port, perhaps a path`(_ wanted: Accepted) throws {
        let host = try RegistryHost(wanted.text)
        #expect(host.domain == wanted.domain)
        #expect(host.port.map(String.init) == wanted.port)
        #expect(host.path == wanted.path)
        #expect(host.authority == (wanted.port.map { "\(wanted.domain):\($0)" } ?? wanted.domain))
    }

    @Test(arguments: [
        ("", HostProblem.domain), (":5000", .domain), ("/acme", .domain), ("a..b", .domain), (".ghcr.io", .domain),
        ("ghcr.io.", .domain), ("-a.io", .domain), ("a-.io", .domain), ("a_b.io", .domain), ("ghcr$.io", .domain),
        ("[]", .domain), ("[::1", .domain), ("[g::1]", .domain), ("[1234]", .domain), ("[1:2]", .domain),
        ("[*.io", .domain), ("a.io,b.io", .domain), ("a.io;b", .domain),
        ("registry", .singleLabel), ("acme/app", .singleLabel), ("localhosts", .singleLabel),
        ("ghcr.io:", .port), ("ghcr.io:0", .port), ("ghcr.io:65536", .port), ("ghcr.io:abc", .port),
        ("ghcr.io:+80", .port), ("ghcr.io:-1", .port), ("ghcr.io:80:80", .port), ("[::1]5000", .port),
        ("ghcr.io:99999999999999999999", .port), ("ghcr.io:8a/acme", .port), ("[::1]:", .port),
        ("GHCR.io", .upperCase), ("ghcr.io/Acme", .upperCase), ("[FE80::1]", .upperCase),
        ("https://ghcr.io", .scheme), ("http://ghcr.io", .scheme), ("https://", .scheme), ("oci://ghcr.io/a", .scheme),
        ("u:p@ghcr.io", .userinfo), ("u@ghcr.io", .userinfo), ("https://u:p@ghcr.io", .userinfo), ("@", .userinfo),
        ("u:p/w@ghcr.io", .userinfo), ("u:p w@ghcr.io", .userinfo), ("u:p@\u{301}ghcr.io", .userinfo),
        ("u:p@sha256:1", .userinfo), ("token@sha256:abcd", .userinfo), ("ghcr.io/a@sha256:", .userinfo),
        ("ghcr.io/a@md5:ab", .userinfo), ("ghcr.io@sha256:ab", .userinfo), ("u:p@h/a@sha256:ab", .userinfo),
        ("ghcr.io/a@sha256:0123abcd", .digest), ("ghcr.io/a:1@sha256:0123abcd", .digest),
        ("ghcr.io:5000/a@sha512:0123abcd", .digest),
        ("ghcr.io?x", .query), ("ghcr.io/a?x=1", .query), ("ghcr.io#x", .query), ("?", .query),
        ("ghcr.io/a:1", .tag), ("ghcr.io:5000/a:latest", .tag), ("ghcr.io/a:1/b", .tag),
        ("*.io", .glob), ("ghcr.io/*", .glob), ("a[bc].io", .glob),
        ("g hcr.io", .character), (" ghcr.io", .character), ("ghcr.io\n", .character), ("ghcr.io\t", .character),
        ("gh\"cr.io", .character), ("ghcr.io\\a", .character), ("ghcr.іo", .character), ("ghcr.io\u{0}", .character),
        ("ghcr.io\u{200B}", .character), ("bücher.example", .character), ("u:p%40ghcr.io", .character),
        ("ghcr.io/", .trailingSlash), ("ghcr.io/acme/", .trailingSlash), ("/", .trailingSlash),
        ("ghcr.io/v2/", .trailingSlash),
        ("ghcr.io/v1", .apiPath), ("ghcr.io/v2", .apiPath), ("ghcr.io/v2/acme", .apiPath),
        ("ghcr.io//acme", .path), ("ghcr.io/acme//app", .path), ("ghcr.io/-a", .path), ("ghcr.io/a-", .path),
        ("ghcr.io/a___b", .path), ("ghcr.io/a..b", .path), ("ghcr.io/a._b", .path), ("ghcr.io/..", .path),
        ("ghcr.io/a$b", .path), ("ghcr.io/a-_b", .path),
        (String(repeating: "a", count: 252) + ".io" + "/", .tooLong(limit: 255)),
    ])
    func `anything else is refused for what is wrong with it`(_ text: String, _ problem: HostProblem) {
        #expect(throws: problem) { try RegistryHost(text) }
        #expect(RegistryHost.problem(with: text) == problem)
    }

    @Test func `a registry of 255 characters is the longest`() throws {
        let longest = "ghcr.io/" + String(repeating: "a", count: 247)
        #expect(try RegistryHost(longest).path.count == 247)
        #expect(throws: HostProblem.tooLong(limit: 255)) { try RegistryHost(longest + "a") }
    }

    @Test func `a megabyte of nonsense is refused without running out of stack`() {
        #expect(throws: HostProblem.userinfo) { try RegistryHost(String(repeating: "a.b/c@sha256:ab", count: 70_000)) }
    }

    @Test func `two registries are the same by domain, port and path`() throws {
        #expect(try RegistryHost("ghcr.io/a") == RegistryHost("ghcr.io/a"))
        #expect(try RegistryHost("ghcr.io/a") != RegistryHost("ghcr.io/b"))
        #expect(try RegistryHost("ghcr.io/a").authority == RegistryHost("ghcr.io/b").authority)
        #expect(try RegistryHost("ghcr.io:443").authority != RegistryHost("ghcr.io").authority)
        #expect(try RegistryHost("index.docker.io/acme") == RegistryHost("docker.io/acme"))
        #expect(try RegistryHost("index.docker.io:443").authority != RegistryHost("docker.io:443").authority)
    }

    @Test(arguments: [
        HostProblem.scheme, .userinfo, .query, .digest, .tag, .glob, .character, .upperCase, .domain, .singleLabel,
        .port, .path, .apiPath, .trailingSlash, .tooLong(limit: 255),
    ])
    func `each problem is put into words that say what to do`(_ problem: HostProblem) {
        #expect(problem.description.contains("must") || problem.description.contains("write it as"))
    }
}
