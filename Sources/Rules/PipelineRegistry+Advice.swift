internal import Admission
internal import JSON
internal import Kubernetes
internal import Spelling

/// What a Pipeline may have and its author should know.
extension PipelineRegistry {
    /// Fields of `spec.registry` that Kubero or we know; some of them only in Kubero's own settings, which its form
    /// copies from.
    private static let known = [
        "createSecret", "credentialsSecretRef", "host", "username", "password", "account", "port", "protocol",
        "create", "enabled", "public", "storage", "storageClassName", "subpath",
    ]

    /// R20 to R22.
    func advise(on registry: Value, _ spec: PipelineSpec, host: RegistryHost?, _ findings: inout Findings) {
        if let host, host.path.isEmpty, host.authority == "docker.io" {
            let text = "Docker Hub without an owner means \"docker.io/library\"; write docker.io/OWNER"
            findings.warn(at: PipelineSpec.hostPath, text)
        }
        if spec.reference != nil, !spec.isDeployedFromGit {
            let text = "has no effect: Kubero makes pull secrets only for deploymentstrategy git"
            findings.warn(at: PipelineSpec.referencePath, text)
        }
        if let shared = kubero.defaultHost { adviseOnHost(host, sharedHost: shared, &findings) }
        adviseOnUnknownFields(of: registry, &findings)
    }

    /// R23.
    private func adviseOnUnknownFields(of registry: Value, _ findings: inout Findings) {
        let unknown = registry.members.lazy.filter { member in
            !member.value.isNull && !Self.known.contains { member.has($0) }
        }
        for member in unknown.prefix(Self.unknownShown) {
            let path = FieldPath(PipelineSpec.registryPath.steps + [.field(member.key)])
            let nearest = Self.nearest(to: member.key).map { "; did you mean \($0)?" } ?? ""
            findings.warn(at: path, "unknown field, which nothing reads\(nearest)")
        }
    }

    /// Unknown fields that are named: more are no slips of the pen.
    private static let unknownShown = 10

    /// R22.
    func adviseOnHost(_ host: RegistryHost?, sharedHost: String, _ findings: inout Findings) {
        guard let host, let shared = try? RegistryHost(sharedHost), host != shared else { return }
        let text = "images are still named after \(ShownHost(sharedHost)), Kubero's own registry"
        findings.warn(at: PipelineSpec.hostPath, text)
    }

    /// R25: namespaces, and the credentials in them, go by `spec.name`.
    func adviseOnName(_ spec: PipelineSpec, in review: Review, _ findings: inout Findings) {
        guard let value = spec.spec?["name"], let given = review.object?["metadata"]?["name"],
            // Mostly it is the same, and no text is made.
            !value.isWritten(like: given), let own = given.string, !value.isString(own), let name = value.string,
            !name.isEmpty
        else { return }
        let text = "\(Quoted(name)) is not the Pipeline's name \(Quoted(own)); its namespaces are called after this one"
        findings.warn(at: PipelineSpec.path.child("name"), text)
    }

    /// A Pipeline without registry settings gets what the chart has, which is no credential for anything.
    func adviseOnNothing(_ spec: PipelineSpec, _ findings: inout Findings) {
        guard spec.isDeployedFromGit else { return }
        let text =
            "no credential, so Kubero's chart makes a dummy one; refer to a Secret, or say createSecret: none"
        findings.warn(at: PipelineSpec.registryPath, text)
    }

    /// `credentialsSecretRef` has 20 letters; twice that is no slip of the pen.
    private static let longestKnown = 40

    private static func nearest(to key: String) -> String? {
        guard key.utf8.count <= longestKnown else { return nil }
        let letters = Array(key.lowercased())
        let near = known.first { EditDistance.between(letters, Array($0.lowercased()), atMost: 2) != nil }
        return near ?? (key.lowercased().contains("secret") ? "credentialsSecretRef" : nil)
    }
}
