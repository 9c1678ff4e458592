internal import Admission
package import JSON
internal import Kubernetes

extension ClusterFolder {
    /// The same cluster with these objects in it: what is applied together sees each other. Not so what
    /// Roles and bindings allow: what is still to be let in grants nothing. What a role would allow can be asked.
    ///
    /// What the API server would refuse for its labels or annotations, and what has no name, is not in it.
    /// - Parameters:
    ///   - namespace: of objects in namespaces that say none.
    ///   - replacing: whether they go before those of their names in the folder.
    package func holding(_ objects: [Value], in namespace: String, replacing: Bool) -> ClusterFolder {
        var new = ClusterFolder()
        for value in objects {
            guard let object = ManifestObject(value), let kind = ManifestKind(object),
                var name = ObjectName(object.meta, isNamespaced: kind.isNamespaced)
            else { continue }
            if kind.isNamespaced, object.meta.namespace?.isEmpty ?? true {
                name = ObjectName(namespace: namespace, name: name.name)
            }
            new.put(object, kind, name)
        }
        var folder = self
        folder.namespaces.merge(new.namespaces) { replacing ? $1 : $0 }
        folder.projects.merge(new.projects) { replacing ? $1 : $0 }
        folder.secrets.merge(new.secrets) { replacing ? $1 : $0 }
        folder.settings.merge(new.settings) { replacing ? $1 : $0 }
        folder.roles.merge(new.roles) { replacing ? $1 : $0 }
        folder.stages = Set(stages).union(new.stages).sorted { $0.name < $1.name }
        return folder
    }

    private mutating func put(_ object: ManifestObject, _ kind: ManifestKind, _ name: ObjectName) {
        switch kind {
        case .namespace: namespaces[name] = ObjectFacts(object)
        case .project: projects[name] = ObjectFacts(object)
        case .secret: secrets[name] = PullSecret.reading(object.value)
        case .kubero: settings[name] = KuberoRegistry(of: object.value)
        case .stage: stages.append(name)
        case .role, .clusterRole: roles[name] = SecretAccess(ofRole: object.value)
        case .roleBinding, .clusterRoleBinding: break
        }
    }
}

extension ObjectFacts {
    /// nil where a label or an annotation is no text.
    fileprivate init?(_ object: ManifestObject) {
        guard let labels = Self.texts(object.meta.labels), let annotations = Self.texts(object.meta.annotations) else {
            return nil
        }
        self.init(labels: labels, annotations: annotations, isBeingDeleted: object.meta.isBeingDeleted)
    }

    private static func texts(_ value: Value?) -> [String: String]? {
        guard let value else { return [:] }
        guard value.kind == .object else { return nil }
        var texts: [String: String] = [:]
        for member in value.members where !member.value.isNull {
            guard let text = member.value.string else { return nil }
            texts[member.key] = text
        }
        return texts
    }
}
