import Admission
import JSON
import Kubernetes
import Rules

/// The cluster of the agreed table of cases: Secrets, who may read them, and Kubero's settings. All of it in namespace
/// `kubero` but for one Secret in `team-b`.
struct PipelineCluster: Sendable {
    /// By `namespace/name`.
    var secrets = Self.secrets
    /// Who may read every Secret, by user name or group; bob may read none.
    var readers: Set<String> = ["alice", "system:serviceaccount:kubero:kubero"]
    var kubero: KuberoRegistry? = KuberoRegistry(isEnabled: true, host: "registry.acme.io")
    /// What cannot be asked.
    var failing: Set<Topic> = []

    enum Topic: CaseIterable { case access, secret, kubero }

    static let reason = "connection refused"

    func answer(_ question: Question) -> Facts.Answer {
        switch question {
        case .access(let review):
            if failing.contains(.access) { return .failed(Self.reason) }
            let isAboutSecret = review.verb == "get" && review.resource == "secrets" && review.group.isEmpty
            return .access(isAboutSecret && !readers.isDisjoint(with: review.groups + [review.user]))
        case .pullSecret(let namespace, let name):
            return failing.contains(.secret) ? .failed(Self.reason) : .pullSecret(secrets["\(namespace)/\(name)"])
        case .kubero: return failing.contains(.kubero) ? .failed(Self.reason) : .kubero(kubero)
        case .namespace, .project, .stages, .role: return .failed("no rule for Pipelines asks this")
        }
    }

    private static let secrets: [String: PullSecret] = [
        "kubero/registry-login": secret(login("registry.acme.io"), type: PullSecret.opaqueType),
        "kubero/team-a-reg": secret(login("ghcr.io/acme")),
        "kubero/ghcr": secret(login("ghcr.io")),
        "kubero/legacy-cfg": secret(
            #"{"quay.io":{"username":"u","password":"s3cr3t"}}"#, key: ".dockercfg", type: PullSecret.legacyType),
        "kubero/hub": secret(login("https://index.docker.io/v1/")),
        "kubero/glob": secret(login("*.acme.io")),
        "kubero/local": secret(login("localhost:5000", "[::1]:5000")),
        "kubero/tls": secret("s3cr3t", key: "tls.key", type: "kubernetes.io/tls"),
        "kubero/opq": secret("s3cr3t", key: "password", type: PullSecret.opaqueType),
        "kubero/badauth": secret(#"{"auths":{"ghcr.io":{"auth":"!!!s3cr3t"}}}"#),
        "kubero/nocolon": secret(#"{"auths":{"ghcr.io":{"auth":"YWJj"}}}"#),
        "kubero/helper": secret(#"{"credsStore":"s3cr3t"}"#),
        "kubero/emptyauths": secret(#"{"auths":{}}"#),
        "kubero/token": secret(#"{"auths":{"ghcr.io":{"identitytoken":"s3cr3t"}}}"#),
        "kubero/labelled": secret(login("ghcr.io"), labels: offered),
        "kubero/labelled-opq": secret("s3cr3t", key: "password", type: PullSecret.opaqueType, labels: offered),
        "team-b/reg": secret(login("ghcr.io")),
    ]

    static let offered = #""kubero.dev/registry-credential":"true""#

    /// A Docker configuration with a user name and password for these; base64 of `u:s3cr3t` is in it too.
    static func login(_ keys: String...) -> String {
        let entries = keys.map { #""\#($0)":{"username":"u","password":"s3cr3t","auth":"dTpzM2NyM3Q="}"# }
        return #"{"auths":{\#(entries.joined(separator: ","))}}"#
    }

    /// A Secret as it is read from a manifest, with a value under one key.
    static func secret(
        _ value: String, key: String = ".dockerconfigjson", type: String = PullSecret.dockerConfigType,
        labels: String = "", metadata: String = ""
    ) -> PullSecret {
        var quoted = Writer()
        quoted.string(value)
        let text = """
            {"type":"\(type)","metadata":{\(metadata)"labels":{\(labels)}},
            "stringData":{"\(key)":\(String(decoding: quoted.bytes, as: UTF8.self))}}
            """
        guard let document = try? Parser.parse(Array(text.utf8)) else {
            return PullSecret(type: "not JSON: \(text)", contents: .unusable(.empty(key: key)))
        }
        return PullSecret.reading(document.root)
    }
}

extension PipelineCase {
    /// A request where there is a cluster.
    /// - Parameter change: what is otherwise in the cluster than in the agreed table.
    static func known(
        _ name: String, _ registry: String?, was old: Old = .none, more: String = "", by user: String = alice,
        set settings: @escaping @Sendable (inout Settings) -> Void = { _ in },
        with change: (inout PipelineCluster) -> Void = { _ in }, _ wanted: Wanted = .allowed(),
        but adjust: (inout PipelineCase) -> Void = { _ in }
    ) -> PipelineCase {
        PipelineCase(name, registry, was: old, more: more, by: user, set: settings, wanted) {
            var cluster = PipelineCluster()
            change(&cluster)
            $0.cluster = cluster
            adjust(&$0)
        }
    }

    /// JSON of a registry with a reference.
    static func referring(to name: String, host: String? = nil, mode: String = "none", namespace: String? = nil)
        -> String
    {
        let place = namespace.map { #","namespace":"\#($0)""# } ?? ""
        let host = host.map { #","host":"\#($0)""# } ?? ""
        return #"{"createSecret":"\#(mode)","credentialsSecretRef":{"name":"\#(name)"\#(place)}\#(host)}"#
    }

    /// All tables with a cluster, of the validator.
    static let inCluster = lookedUp + sharedCredential + globalHosts + access + mainNamespaces + leftAlone + failures
}

extension PipelineCase.Wanted {
    /// 403, with this field.
    static func forbidden(_ field: String, saying words: String...) -> PipelineCase.Wanted {
        PipelineCase.Wanted(code: 403, causes: ["\(field) Forbidden"], words: words)
    }

    /// 500: something could not be looked up.
    static func unavailable(_ words: String...) -> PipelineCase.Wanted {
        PipelineCase.Wanted(code: 500, causes: [], words: words)
    }
}
