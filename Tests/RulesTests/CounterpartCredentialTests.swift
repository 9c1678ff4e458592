import Admission
import Rules
import Testing

/// Which Secrets are credentials: akuity/kargo pkg/credentials, pkg/server and pkg/controller/management/replication.
@Suite struct CounterpartCredentialTests {
    /// A Secret: its label, its data, and where it is.
    struct Secret: Sendable {
        var type: String?
        var data: [String: String]
        var namespace = "shop"

        func isAllowed() throws -> Bool {
            try CredentialSecretTests.Case(
                testDescription: "", type: type, data: data, namespace: namespace, outcome: .passes
            ).decided().isAllowed
        }
    }

    typealias Case = Counterpart<[Secret]>

    static let shared = "kargo-shared-resources"
    static let git = "https://git.example.com/acme/shop"
    static let image = "registry.example.com:5000/shop"

    static func basic(
        _ type: String, _ url: String, isPattern: Bool = false, in namespace: String = "shop"
    ) -> Secret {
        var data = ["repoURL": url, "username": "bot", "password": "s3cr3t"]
        if isPattern { data["repoURLIsRegex"] = "true" }
        return Secret(type: type, data: data, namespace: namespace)
    }

    static let exact = basic("git", git)
    static let pattern = basic("git", git, isPattern: true)
    static let sharedExact = basic("git", git, in: shared)
    static let sharedPattern = basic("git", git, isPattern: true, in: shared)
    static let unsafe = basic("git", "http://git.example.com/acme/shop")
    static let lookUp = "which repository is asked for, and that a look-up fails, is not known when a Secret is written"

    /// kubernetes/database_test.go, TestGet: is there a credential?
    static let get = [
        Case("git URL exact match in project namespace", [exact], true),
        Case("git URL pattern match in project namespace", [pattern], true),
        Case("git URL exact match in shared namespace", [sharedExact], true),
        Case("git URL pattern match in shared namespace", [sharedPattern], true),
        Case("image URL exact match in project namespace", [basic("image", image)], true),
        Case("image URL pattern match in project namespace", [basic("image", image, isPattern: true)], true),
        Case("image URL exact match in shared namespace", [basic("image", image, in: shared)], true),
        Case("image URL pattern match in shared namespace", [basic("image", image, isPattern: true, in: shared)], true),
        Case("precedence: exact match in project namespace over pattern match", [exact, pattern], true),
        Case("precedence: exact match in shared namespace over pattern match", [sharedExact, sharedPattern], true),
        Case("precedence: match in project namespace over match in shared namespace", [exact, sharedExact], true),
        Case("no match", [exact, pattern, sharedExact, sharedPattern], false, ours: true, because: lookUp),
        Case(
            "insecure HTTP endpoint", [unsafe], false, ours: true,
            because: "Kargo can be told to send credentials over plain HTTP, so it is a warning"),
        Case("insecure HTTP endpoint allowed", [unsafe], true),
        Case("regex normalization", [basic("helm", "^oci://foo/bar", isPattern: true)], true),
        Case("error getting namespace secret", [exact], false, ours: true, because: lookUp),
        Case("error getting shared namespace secret", [sharedExact], false, ours: true, because: lookUp),
    ]

    static func with(_ data: [String: String], _ type: String = "git", url: String = git) -> [Secret] {
        [Secret(type: type, data: data.merging(["repoURL": url]) { $1 })]
    }

    /// basic/basic_test.go, Supports and GetCredentials. A nil value is an empty one in a Secret.
    static let basics = [
        Case("empty data", with([:]), false),
        Case("username only", with(["username": "user"]), false),
        Case("password only", with(["password": "pass"]), false),
        Case("username and password", with(["username": "user", "password": "pass"]), true),
        Case("nil username value", with(["username": "", "password": "pass"]), false),
        Case("nil password value", with(["username": "user", "password": ""]), false),
        Case("empty username and password strings", with(["username": "", "password": ""]), false),
    ]

    static let app = [
        "githubAppClientID": "client", "githubAppID": "123", "githubAppInstallationID": "456",
        "githubAppPrivateKey": "private-key",
    ]

    static func app(without keys: String..., empty: [String] = []) -> [String: String] {
        var app = app.filter { !keys.contains($0.key) }
        for key in empty { app[key] = "" }
        return app
    }

    /// github/app_test.go, Supports.
    static let apps = [
        Case("non-Git credential type", with(app, "other"), false),
        Case("nil data map", [Secret(type: "git", data: [:])], false),
        Case("empty data map", with([:]), false),
        Case(
            "not an http/s URL", with(app, url: "git@github.com:example/repo.git"), false, ours: true,
            because: "the shape is complete; which URLs a provider takes is left to Kargo"),
        Case("no client ID or app ID in data map", with(app(without: "githubAppClientID", "githubAppID")), false),
        Case("client ID and app ID are empty", with(app(empty: ["githubAppClientID", "githubAppID"])), false),
        Case("no installation ID in data map", with(app(without: "githubAppInstallationID")), false),
        Case("installation ID is empty", with(app(empty: ["githubAppInstallationID"])), false),
        Case("no private key in data map", with(app(without: "githubAppPrivateKey")), false),
        Case("private key is empty", with(app(empty: ["githubAppPrivateKey"])), false),
        Case("valid with client ID", with(app(without: "githubAppID")), true),
        Case("valid with App ID", with(app(without: "githubAppClientID")), true),
        Case("valid with .git suffix", with(app(without: "githubAppClientID"), url: git + ".git"), true),
    ]

    static let both = ["username": "user", "password": "pass"]

    /// update_repo_credentials_test.go, TestValidateUpdateRepoCredentialsRequest.
    static let updates = [
        Case("valid request", with(both), true),
        Case("missing type", with(both, ""), false),
        Case("invalid type", with(both, "invalid"), false),
        Case("missing repoUrl", [Secret(type: "git", data: both)], false),
        Case("missing username", with(["password": "pass"]), false),
        Case("missing password", with(["username": "user"]), false),
    ]

    /// create_generic_credentials_test.go, what is about the credential rather than about the HTTP request.
    static let generics = [
        Case("missing data in request body", [Secret(type: "generic", data: [:])], false),
        Case("empty data in request body", [Secret(type: "generic", data: [:])], false),
        Case("creates Secret", [Secret(type: "generic", data: ["foo": "bar", "bat": "baz"])], true),
        Case("creates Secret with k8s type", [Secret(type: "generic", data: ["foo": "bar"])], true),
        Case("no type defaults to empty (Opaque)", [Secret(type: "generic", data: ["foo": "bar"])], true),
        Case("type is set when provided", [Secret(type: "generic", data: [".dockerconfigjson": "{}"])], true),
    ]

    @Test(arguments: get + basics + apps + updates + generics)
    func `what Kargo uses may be written, and what it passes over may not`(_ row: Case) throws {
        #expect([Self.get.count, Self.basics.count, Self.apps.count, Self.updates.count] == [17, 7, 13, 6])
        row.check(try row.subject.allSatisfy { try $0.isAllowed() })
    }

    /// replication_test.go, TestSecretAdapter_ShouldReconcile: is it a credential at all? One without data is refused.
    static let adapters = [
        Counterpart("Secret without credential type label should not reconcile", #""labels":{"other":"label"}"#, false),
        Counterpart(
            "Secret with credential type label should reconcile", #""labels":{"kargo.akuity.io/cred-type":"generic"}"#,
            true),
        Counterpart("Secret with no labels should not reconcile", "", false),
    ]

    @Test(arguments: adapters)
    func `what Kargo takes for a credential is judged as one`(_ row: Counterpart<String>) throws {
        let request = KargoRequest(.secret, .create) { $0.metadata = row.subject }
        row.check(try !request.decided(by: CredentialSecret.id, in: nil).isAllowed)
    }

    @Test func `a non-secret object is none`() throws {
        // Its fourth case, a ConfigMap; here another kind with the label.
        let request = KargoRequest(.serviceAccount, .create) {
            $0.metadata = #""labels":{"kargo.akuity.io/cred-type":"generic"}"#
        }
        let decision = try request.decided(by: CredentialSecret.id, in: nil)
        #expect(decision.isAllowed && decision[.rules] == "")
    }
}
