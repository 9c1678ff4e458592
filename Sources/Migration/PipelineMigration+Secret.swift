internal import Cluster
internal import JSON
internal import Kubernetes
internal import YAML

/// The Secret, and the reference to it.
extension PipelineMigration {
    private static let suffix = "-registry"

    func secret(for object: ManifestObject, _ registry: Registry) throws(Refusal) -> Companion {
        let name = (object.meta.name ?? "") + Self.suffix
        guard name != Self.suffix, NameForm.subdomain.problem(with: name) == nil else {
            throw layout.refusal(
                at: object.value, "needs a metadata.name that can begin a Secret's name: NAME\(Self.suffix)")
        }
        let namespace = object.meta.namespace ?? ""
        let meaning = Value.made { writer in
            writer.beginObject()
            writer.key("apiVersion")
            writer.string("v1")
            writer.key("kind")
            writer.string(Companion.Kind.secret.rawValue)
            writer.key("metadata")
            writer.beginObject()
            writer.key("name")
            writer.string(name)
            if !namespace.isEmpty {
                writer.key("namespace")
                writer.string(namespace)
            }
            writer.endObject()
            writer.key("type")
            writer.string(PullSecret.dockerConfigType)
            writer.key("data")
            writer.beginObject()
            writer.key(".dockerconfigjson")
            writer.string(registry.credential.dockerConfig)
            writer.endObject()
            writer.endObject()
        }
        let text = Array((meaning.map(BlockText.write) ?? "").utf8)
        // As kubelet reads it.
        let read = SourceFile.meanings(of: text, "Secret.yaml")
        guard let read, read.count == 1, read.first == meaning, PullSecret.reading(read[0]).isUsable else {
            throw layout.refusal(at: registry.value, Remark.otherMeaning)
        }
        return Companion(kind: .secret, namespace: namespace, name: name, text: text)
    }

    /// User name and password away, and a reference in the password's place; `createSecret: none`, since Kubero's chart
    /// would make a Secret of a user name and password of its own otherwise.
    func edit(_ registry: Registry, name: String, _ plan: inout Plan) throws(Refusal) {
        let isNew = registry.mode == nil
        plan.edits.append(try removal(of: registry.user, from: registry.value))
        plan.changes[registry.user.member] = .removed
        plan.edits.append(try replacement(of: registry.password, in: registry.value, by: name, withMode: isNew))
        plan.changes[registry.password.member] = .replaced { writer in
            writer.key("credentialsSecretRef")
            writer.beginObject()
            writer.key("name")
            writer.string(name)
            writer.endObject()
            guard isNew else { return }
            Self.writeMode(to: &writer)
        }
        guard let mode = registry.mode, !mode.member.value.isString("none") else { return }
        let word = layout.isJSON ? "\"none\"" : "none"
        plan.edits.append(Edit(layout.range(of: mode.member.value), word))
        plan.changes[mode.member] = .replaced { Self.writeMode(to: &$0) }
    }

    private static func writeMode(to writer: inout Writer) {
        writer.key("createSecret")
        writer.string("none")
    }

    /// In block style the member's lines alone: a comment above may be about more than the user name.
    private func removal(of placed: Layout.Placed, from registry: Value) throws(Refusal) -> Edit {
        guard !layout.isFlow(registry) else { return try layout.removal(of: placed, from: registry) }
        _ = try layout.lines(of: placed.member, after: placed.previous)
        let own = layout.range(of: placed.member)
        return Edit(layout.text.lineStart(of: own.lowerBound)..<layout.text.lineEnd(of: own.upperBound - 1))
    }

    private func replacement(
        of placed: Layout.Placed, in registry: Value, by name: String, withMode: Bool
    ) throws(Refusal) -> Edit {
        let member = placed.member
        let keys = ["credentialsSecretRef", "name", "createSecret"].map { layout.key($0, like: member) }
        let quote = layout.isJSON ? "\"" : ""
        let own = layout.range(of: member)
        guard !layout.isFlow(registry) else {
            let mode = withMode ? ", \(keys[2]): \(quote)none\(quote)" : ""
            return Edit(own, "\(keys[0]): {\(keys[1]): \(quote)\(name)\(quote)}\(mode)")
        }
        let lines = try layout.lines(of: member, after: placed.previous)
        let space = layout.text.lineBreak + String(repeating: " ", count: lines.column)
        // With the comment behind it, which may be about the password.
        let end = layout.text.lineEnd(of: own.upperBound - 1)
        let mode = withMode ? "\(space)\(keys[2]): none" : ""
        return Edit(
            own.lowerBound..<end, "\(keys[0]):\(space)  \(keys[1]): \(name)\(mode)\(layout.text.lineBreak)")
    }
}

extension PullSecret {
    /// Whether there is a user name and password for some registry in it.
    fileprivate var isUsable: Bool { if case .dockerConfig(let keys) = contents { !keys.isEmpty } else { false } }
}
