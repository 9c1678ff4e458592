import Kubernetes
import Rules
import Testing

private let secretPath = "spec.registry.credentialsSecretRef.name"
private let images = "images are still named"
private let redacted = "<secret contents redacted>"

extension PipelineCase {
    /// Phase three, for who may use the Secret: R16 to R19.
    static let lookedUp: [PipelineCase] = [
        .known("23 own reference", referring(to: "team-a-reg", host: "ghcr.io/acme"), .allowed(images)),
        .known("24 dockercfg", referring(to: "legacy-cfg", host: "quay.io"), .allowed(images)),
        .known("25 Docker Hub's key", referring(to: "hub", host: "docker.io/acme"), .allowed(images)),
        .known("25 by its other name", referring(to: "hub", host: "index.docker.io/acme"), .allowed(images)),
        .known(
            "26 a pattern", referring(to: "glob", host: "registry.acme.io"),
            .allowed("\(secretPath): matches by a pattern, which works for pulling; buildah")),
        .known(
            "26 a pattern for one label only", referring(to: "glob", host: "a.registry.acme.io"),
            .denied("\(secretPath) Invalid")
        ),
        .known(
            "40 another namespace that is allowed", referring(to: "reg", host: "ghcr.io", namespace: "team-b"),
            set: { $0.kubero.allowedNamespaces = ["team-b"] }, .allowed(images)),
        .known(
            "48 no such Secret", referring(to: "nope"),
            .denied("\(secretPath) NotFound", saying: "\(secretPath): Not found: \"nope\"")),
        .known(
            "48 only in another namespace", referring(to: "reg"), .denied("\(secretPath) NotFound", saying: "\"reg\"")),
        .known(
            "50 wrong type", referring(to: "tls"),
            .denied("\(secretPath) Invalid", saying: #"a Secret of type "kubernetes.io/dockerconfigjson" is required"#)),
        .known(
            "50 the right contents under another type", referring(to: "odd"),
            with: { $0.secrets["kubero/odd"] = PipelineCluster.secret(PipelineCluster.login("ghcr.io"), type: "odd") },
            .denied("\(secretPath) Invalid", saying: "not of type \"odd\"")),
        .known("51 Opaque", referring(to: "opq"), .denied("\(secretPath) Invalid", saying: "not of type \"Opaque\"")),
        .known(
            "51 Opaque with a Docker configuration", referring(to: "odd", host: "ghcr.io"),
            with: {
                $0.secrets["kubero/odd"] = PipelineCluster.secret(
                    PipelineCluster.login("ghcr.io"), type: PullSecret.opaqueType)
            }, .denied("\(secretPath) Invalid", saying: "not of type \"Opaque\"")),
        .known(
            "52 no base64", referring(to: "badauth"), .denied("\(secretPath) Invalid", saying: redacted, "not base64")),
        .known(
            "52 no colon", referring(to: "nocolon"),
            .denied("\(secretPath) Invalid", saying: redacted, "without a colon")),
        .known(
            "53 helpers only", referring(to: "helper"),
            .denied("\(secretPath) Invalid", saying: redacted, "helpers only")),
        .known("53 no registries", referring(to: "emptyauths"), .denied("\(secretPath) Invalid", saying: redacted)),
        .known(
            "53 tokens only", referring(to: "token"), .denied("\(secretPath) Invalid", saying: redacted, "tokens only")),
        .known(
            "54 no entry for the host", referring(to: "team-a-reg", host: "registry.acme.io"),
            .denied("\(secretPath) Invalid", saying: #"no credentials for registry host "registry.acme.io""#)),
        .known(
            "54 for another path there", referring(to: "team-a-reg", host: "ghcr.io/other"),
            .denied("\(secretPath) Invalid")),
        .known(
            "55 an entry for a path below", referring(to: "team-a-reg", host: "ghcr.io"),
            .allowed(images, "\(secretPath): has credentials for part of \"ghcr.io\" only")),
        .known("56 another port", referring(to: "ghcr", host: "ghcr.io:443"), .denied("\(secretPath) Invalid")),
        .known("72 a path of the host", referring(to: "ghcr", host: "ghcr.io/acme"), .allowed(images)),
        .known("77 localhost with a port", referring(to: "local", host: "localhost:5000"), .allowed(images)),
        .known("77 an IPv6 address with a port", referring(to: "local", host: "[::1]:5000"), .allowed(images)),
        .known("77 another port", referring(to: "local", host: "localhost:5001"), .denied("\(secretPath) Invalid")),
        .known("79 Docker Hub", referring(to: "hub", host: "docker.io"), .allowed("library", images)),
        .known(
            "R16 being deleted", referring(to: "ghcr", host: "ghcr.io"),
            with: {
                $0.secrets["kubero/ghcr"] = PipelineCluster.secret(
                    PipelineCluster.login("ghcr.io"), metadata: #""deletionTimestamp":"2026-01-01T00:00:00Z","#)
            }, .allowed(images, "\(secretPath): Secret \"ghcr\" is being deleted")),
        .known(
            "R19 a key with a scheme and a path, which buildah takes for all of the host",
            referring(to: "odd", host: "ghcr.io/acme"), with: hold("https://ghcr.io/acme"),
            .allowed(images, "\(secretPath): buildah, which pushes, sends this credential to all of the host")),
        .known(
            "R19 a key that fits by letter only", referring(to: "odd", host: "ghcr.io/acme"), with: hold("ghcr.io/ac"),
            .allowed(images, "\(secretPath): fits for pulling only")),
        .known(
            "R19 a host that could not be read, as before", referring(to: "ghcr", host: "ghcr.io/"),
            was: .had(referring(to: "team-a-reg", host: "ghcr.io/")), .denied("\(secretPath) Invalid")),
        .known(
            "R19 by the name of the images", referring(to: "odd", host: "ghcr.io"), with: hold("ghcr.io/shop"),
            .allowed(images, "segment by segment")),
        .known(
            "92 the request's namespace", referring(to: "own", host: "ghcr.io"),
            with: { $0.secrets["team-a/own"] = PipelineCluster.secret(PipelineCluster.login("ghcr.io")) },
            .allowed(images)
        ) { $0.namespace = "team-a" },
        .known("94 not there yet", referring(to: "late", host: "ghcr.io"), .denied("\(secretPath) NotFound")),
        .known(
            "94 there a moment later", referring(to: "late", host: "ghcr.io"),
            with: { $0.secrets["kubero/late"] = PipelineCluster.secret(PipelineCluster.login("ghcr.io")) },
            .allowed(images)),
    ]

    private static func hold(_ key: String) -> (inout PipelineCluster) -> Void {
        { $0.secrets["kubero/odd"] = PipelineCluster.secret(PipelineCluster.login(key)) }
    }

    /// The effective host: the Pipeline's own, else as configured, else Kubero's, else it is not known.
    static let globalHosts: [PipelineCase] = [
        .known(
            "54 Kubero's own registry", referring(to: "team-a-reg"),
            .denied("\(secretPath) Invalid", saying: "\"registry.acme.io\"")),
        .known(
            "54 as configured, whatever Kubero says", referring(to: "team-a-reg"),
            set: { $0.kubero.defaultHost = "ghcr.io/acme" }),
        .known(
            "54 as configured, for which there is no entry", referring(to: "glob"),
            set: { $0.kubero.defaultHost = "ghcr.io" },
            .denied("\(secretPath) Invalid", saying: "\"ghcr.io\"")),
        .known("54 as Kubero says", referring(to: "team-a-reg"), with: kuberoSays("ghcr.io/acme")),
        .known(
            "54 as Kubero says, with a scheme", referring(to: "team-a-reg"), with: kuberoSays("https://ghcr.io/acme")),
        .known("54 unknown as Kubero has no registry", referring(to: "team-a-reg"), with: kuberoSays("ghcr.io", false)),
        .known("54 unknown as there is no Kubero", referring(to: "team-a-reg"), with: { $0.kubero = nil }),
        .known("54 unknown as Kubero does not say", referring(to: "team-a-reg"), with: kuberoSays(nil)),
        .known(
            "54 unknown as what Kubero says is none, which is not this Pipeline's fault", referring(to: "team-a-reg"),
            with: kuberoSays("registry.acme.io/")),
        .known("R22 the shared host, from Kubero", #"{"createSecret":"none","host":"registry.acme.io"}"#),
        .known("R22 another host", #"{"createSecret":"none","host":"ghcr.io"}"#, .allowed(images)),
        .known(
            "R22 another host, Kubero without a registry", #"{"createSecret":"none","host":"ghcr.io"}"#,
            with: kuberoSays("registry.acme.io", false)),
        .known(
            "R22 another host than what is configured, said once", referring(to: "ghcr", host: "ghcr.io"),
            set: { $0.kubero.defaultHost = "quay.io" }, .allowed(images)),
        .known(
            "R22 beside inline credentials", #"{"host":"ghcr.io","username":"u","password":"s3cr3t"}"#,
            .allowed("can be read", images)),
    ]

    static func kuberoSays(_ host: String?, _ isEnabled: Bool = true) -> (inout PipelineCluster) -> Void {
        { $0.kubero = KuberoRegistry(isEnabled: isEnabled, host: host) }
    }
}

struct PipelineLookUpTests {
    @Test(arguments: PipelineCase.lookedUp)
    func `the Secret that is referred to is there and good for the registry`(_ row: PipelineCase) throws {
        try expect(row)
    }

    @Test(arguments: PipelineCase.globalHosts)
    func `a Pipeline without a host is for Kubero's own registry`(_ row: PipelineCase) throws { try expect(row) }
}
