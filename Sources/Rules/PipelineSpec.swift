internal import Admission
internal import JSON

/// `spec` of a KuberoPipeline as far as registry credentials go, read in place.
///
/// Its schema keeps whatever it is given, so nothing here can be taken for granted.
struct PipelineSpec {
    static let path: FieldPath = "spec"
    static let registryPath = path.child("registry")
    static let referencePath = registryPath.child("credentialsSecretRef")
    static let referenceNamePath = referencePath.child("name")
    static let referenceNamespacePath = referencePath.child("namespace")
    static let hostPath = registryPath.child("host")
    static let modePath = registryPath.child("createSecret")
    static let mainNamespacePath = path.child("mainnamespace")

    let spec: Value?
    let registry: Value?
    let reference: Value?
    /// The registry, unless all there is of it is what Kubero's form leaves behind.
    private(set) var host: String?

    init(of object: Value?) {
        spec = object?["spec"]
        registry = spec?["registry"]
        reference = registry?["credentialsSecretRef"]
        guard let host = registry?["host"], !Self.isPlaceholder(host) || hasInlineCredentials else { return }
        self.host = host.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    var referenceName: String? { reference.flatMap { text("name", in: $0) } }
    /// nil: the Pipeline's own.
    var referenceNamespace: String? { reference.flatMap { text("namespace", in: $0) } }
    var createSecret: CreateSecret? { text("createSecret").flatMap(CreateSecret.init(rawValue:)) }
    /// Where `createSecret: copy` copies from; nil: where Kubero runs.
    var mainNamespace: String? { spec.flatMap { text("mainnamespace", in: $0) } }

    /// The registry as it compares with others; nil where there is none, or a text that is none. A scheme does not make
    /// it another one.
    var registryHost: RegistryHost? { bareHost.flatMap { try? RegistryHost($0) } }

    /// The registry without a scheme.
    var bareHost: String? { host.map { String(RegistryHost.withoutScheme($0)) } }

    /// What the names of its images begin with, after the registry.
    func imageName(in review: Review) -> String { spec?["name"]?.string ?? review.name }

    /// Nothing is built then, so that no registry is written to.
    var isDeployedFromImage: Bool { spec?["deploymentstrategy"]?.isString("docker") == true }

    /// Pull secrets are rendered for this strategy only; it is the chart's default.
    var isDeployedFromGit: Bool { spec?["deploymentstrategy"].map { $0.isString("git") } ?? true }

    /// Whether any of the fields is there that may hold a credential in plain text, as in most it is not.
    var namesInline: Bool {
        guard let registry else { return false }
        return registry["username"] != nil || registry["password"] != nil || registry["account"] != nil
    }

    /// Fields that hold a credential in plain text, as far as they hold anything.
    var inlineFields: [FieldPath] { Self.inline.filter(isFilled).map { $0.within(Self.registryPath) } }

    /// Inline fields, or a user name and password in front of the host.
    var hasInlineCredentials: Bool { hasInlineCredentials(but: nil) }

    /// Whether there is anything to log in with: a user name in `account`, which nothing reads, is not.
    var hasCredential: Bool { hasInlineCredentials(but: Self.accountName) }

    private func hasInlineCredentials(but left: FieldPath?) -> Bool {
        Self.inline.contains { $0 != left && isFilled($0) } || text("host").flatMap(RegistryHost.problem) == .userinfo
    }

    /// Whether nothing is set: no registry, or what Kubero's form sends when nobody filled it in.
    var isUnset: Bool {
        guard let registry else { return true }
        guard registry.kind == .object else { return false }
        return registry.members.allSatisfy { member in
            member.value.isNull
                || member.has("host") && Self.isPlaceholder(member.value)
                || (member.has("username") || member.has("password")) && member.value.isString("")
        }
    }

    /// The form puts `https://` before a host, even before none.
    private static let placeholders = ["", "https://", "http://"]

    private static func isPlaceholder(_ host: Value) -> Bool { placeholders.contains { host.isString($0) } }

    /// Relative to `spec.registry`. `account` comes with what Kubero's own settings have.
    static let inline: [FieldPath] = [
        "username", "password", accountName, "account.password", "account.hash",
    ]
    private static let accountName: FieldPath = "account.username"

    /// A text that is not empty.
    private func text(_ key: String, in value: Value) -> String? {
        value[key]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func text(_ key: String) -> String? { registry.flatMap { text(key, in: $0) } }

    /// Whether there is such a text.
    private func isFilled(_ path: FieldPath) -> Bool {
        registry.flatMap(path.value).map { $0.kind == .string && !$0.isString("") } ?? false
    }
}
