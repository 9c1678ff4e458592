internal import Admission
internal import Files
internal import JSON
internal import Kubernetes
internal import Testing

@testable import Cluster

/// The objects of a cluster, and what its API server said of them.
struct RecordedClusterTests {
    private static let fixtures =
        "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Fixtures"

    private static func folder() throws -> ClusterFolder { try ClusterFolder("\(fixtures)/cluster") }

    @Test func `who may do what is as the API server answered`() throws {
        let folder = try Self.folder()
        let answers = try Parser.parse(try Files.read("\(Self.fixtures)/cluster-access.json", limit: 1 << 20)).root
        var count = 0
        for answer in answers.elements {
            func text(_ key: String) -> String { answer[key]?.string ?? "" }
            let review = AccessReview(
                user: text("user"), groups: answer["groups"]?.elements.compactMap(\.string) ?? [], verb: text("verb"),
                group: text("group"), resource: text("resource"), subresource: text("subresource"), name: text("name"),
                namespace: text("namespace"))
            #expect((folder.access(review) != nil) == answer["allowed"]?.bool, "\(answer.raw)")
            count += 1
        }
        #expect(count == 71)
    }

    @Test func `who allows it is told in the API server's words`() throws {
        let review = AccessReview(
            user: "carol@example.com", groups: ["system:authenticated"], verb: "get", resource: "secrets",
            name: "team-a-reg", namespace: "kubero")
        #expect(
            try Self.folder().access(review)?.description
                == #"allowed by RoleBinding "pipelines-carol/kubero" of Role "pipelines-carol" to User "carol@example.com""#
        )
    }

    @Test(arguments: [
        ("team-a-reg", ["ghcr.io/acme"]), ("hub", ["https://index.docker.io/v1/"]), ("glob", ["*.acme.io"]),
        ("registry-login", ["registry.acme.io"]), ("legacy-cfg", ["quay.io"]), ("labelled-reg", ["ghcr.io/acme"]),
        ("local", ["localhost:5000", "registry.acme.io:65535"]), ("team.a.reg", ["ghcr.io/acme"]),
    ]) func `credentials are known by their registries`(_ name: String, _ keys: [String]) throws {
        let secret = try #require(try Self.folder().pullSecret(namespace: "kubero", name: name))
        #expect(secret.contents == .dockerConfig(keys.compactMap(RegistryKey.init)))
        #expect(secret.isOfferedToDeputies == (name == "labelled-reg"))
    }

    @Test(arguments: [
        ("badauth", PullSecret.Problem.authNotBase64), ("nocolon", .authWithoutColon), ("helper", .onlyHelpers),
        ("emptyauths", .emptyAuths), ("token", .onlyTokens), ("tls", .missing(key: ".dockerconfigjson")),
        ("opq", .missing(key: ".dockerconfigjson")),
    ]) func `credentials that are no use are known as such`(_ name: String, _ problem: PullSecret.Problem) throws {
        #expect(try Self.folder().pullSecret(namespace: "kubero", name: name)?.contents == .unusable(problem))
    }

    @Test(arguments: [
        ("registry-login", "Opaque"), ("team-a-reg", "kubernetes.io/dockerconfigjson"), ("tls", "kubernetes.io/tls"),
        ("legacy-cfg", "kubernetes.io/dockercfg"), ("nope", nil),
    ]) func `a Secret has the type that it was made with`(_ name: String, _ type: String?) throws {
        #expect(try Self.folder().pullSecret(namespace: "kubero", name: name)?.type == type)
    }

    @Test func `a Secret is in its own namespace`() throws {
        let folder = try Self.folder()
        #expect(folder.pullSecret(namespace: "team-b", name: "reg") != nil)
        #expect(folder.pullSecret(namespace: "kubero", name: "reg") == nil)
        #expect(folder.pullSecret(namespace: "", name: "team-a-reg") == nil)
    }

    @Test func `namespaces, projects, stages and settings are found`() throws {
        let folder = try Self.folder()
        #expect(folder.namespace("misc")?.annotations == ["kargo.akuity.io/keep-namespace": "true"])
        #expect(folder.namespace("checkout")?.labels["kargo.akuity.io/project"] == "true")
        #expect(folder.namespace("keep-true") == nil)
        #expect(folder.project("keep-bad-11")?.annotations == ["kargo.akuity.io/keep-namespace": "true\n"])
        #expect(folder.project("keep-true") == ObjectFacts())
        #expect(folder.project("misc") == nil)
        #expect(folder.stages(namespace: "checkout") == ["prod-eu", "prod-us", "uat"])
        #expect(folder.stages(namespace: "kubero").isEmpty)
        #expect(folder.kubero(namespace: "kubero") == KuberoRegistry(isEnabled: true, host: "registry.acme.io"))
        #expect(folder.kubero(namespace: "team-a") == nil)
    }

    @Test(arguments: [
        ("", "cluster-admin", [SecretAccess.Verb.all]), ("", "promo-only", []), ("", "edit", []), ("", "gone", nil),
        ("kubero", "operator", []), ("kubero", "cluster-admin", nil), ("", "operator", nil),
    ]) func `roles are known by what they write of Secrets`(
        _ namespace: String, _ name: String, _ verbs: [SecretAccess.Verb]?
    ) throws {
        #expect(try Self.folder().role(namespace: namespace, name: name)?.writing == verbs)
    }

    /// Base64 and what it stands for, of all Secrets and of the settings' account.
    @Test(arguments: ["s3cr3t", "czNjcjN0", "dTpw", "$2y$05$abc", "eyJhdXRocy"])
    func `no value of a Secret is kept`(_ secret: String) throws {
        var dumped = ""
        dump(try Self.folder(), to: &dumped)
        #expect(dumped.contains("ghcr") && !dumped.contains(secret))
    }
}
