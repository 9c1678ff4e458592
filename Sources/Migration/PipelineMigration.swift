internal import Cluster
internal import JSON
internal import Kubernetes
internal import Rules

/// A Pipeline's user name and password, which whoever may read the Pipeline can read, into a Secret that it refers to.
///
/// No message shows any of them, nor the host, in which they may stand too.
struct PipelineMigration {
    let layout: Layout

    /// The registry settings that are to be changed.
    struct Registry {
        let value: Value
        let user: Layout.Placed
        let password: Layout.Placed
        let mode: Layout.Placed?
        let credential: RegistryCredential
    }

    /// nil: there is nothing to do.
    func plan(for object: ManifestObject) throws(Refusal) -> Plan? {
        guard let registry = try registry(of: object) else { return nil }
        let companion = try secret(for: object, registry)
        var plan = Plan()
        try edit(registry, name: companion.name, &plan)
        plan.companion = companion
        plan.secrets = registry.credential.secrets
        plan.notes = ["its registry's user name and password go into \(companion), which it refers to"]
        if registry.credential.hasScheme {
            plan.notes.append(
                "spec.registry.host stays as it is; write it without its scheme, as image names have it")
        }
        return plan
    }

    private func registry(of object: ManifestObject) throws(Refusal) -> Registry? {
        guard let value = object.value["spec"]?["registry"], value.kind == .object else { return nil }
        if let account = value["account"], let field = Self.filled(["username", "password", "hash"], in: account) {
            throw layout.refusal(
                atKey: field,
                "spec.registry.account has a credential that Kubero does not read; take it away and run again"
            )
        }
        guard let first = Self.filled(["username", "password"], in: value) else { return nil }
        if let reference = value["credentialsSecretRef"] {
            throw layout.refusal(
                at: reference,
                "credentialsSecretRef stands beside a user name or password; take those away if the Secret has them")
        }
        guard let user = Layout.Placed("username", in: value), let password = Layout.Placed("password", in: value),
            Self.filled(["username"], in: value) != nil, Self.filled(["password"], in: value) != nil
        else { throw layout.refusal(atKey: first, "user name and password go together, and one is missing") }
        return Registry(
            value: value, user: user, password: password, mode: try mode(of: value),
            credential: try credential(value, user.member.value, password.member.value))
    }

    /// `createSecret`, if the user name and password are what counts.
    private func mode(of registry: Value) throws(Refusal) -> Layout.Placed? {
        guard let placed = Layout.Placed("createSecret", in: registry) else { return nil }
        let value = placed.member.value
        switch value.string.flatMap(CreateSecret.init(rawValue:)) {
        case .create?, CreateSecret.none?: return placed
        case .copy?:
            throw layout.refusal(
                at: value,
                "createSecret: copy uses another Secret, and nothing reads user name and password; take them away")
        case nil: throw layout.refusal(at: value, "spec.registry.createSecret must be create, copy or none")
        }
    }

    private func credential(_ registry: Value, _ user: Value, _ password: Value) throws(Refusal) -> RegistryCredential {
        for value in [user, password] where value.kind != .string {
            throw layout.refusal(at: value, "spec.registry.username and password must be texts; put them in quotes")
        }
        guard let user = user.string, let password = password.string, let host = registry["host"]?.string else {
            throw layout.refusal(
                at: registry, "spec.registry needs a host, which is a text: a credential is for a registry")
        }
        guard !user.utf8.contains(UInt8(ascii: ":")) else {
            throw layout.refusal(
                at: registry, "spec.registry.username has a colon, at which the password would begin; correct it")
        }
        do throws(HostProblem) {
            return try RegistryCredential(host: host, user: user, password: password)
        } catch {
            throw layout.refusal(at: registry["host"] ?? registry, "spec.registry.host \(error)")
        }
    }

    /// The first of these fields that holds anything.
    private static func filled(_ names: [String], in object: Value) -> Members.Member? {
        object.members.first { member in
            names.contains { member.has($0) } && !member.value.isNull && !member.value.isString("")
        }
    }
}
