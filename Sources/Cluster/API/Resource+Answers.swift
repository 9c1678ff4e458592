internal import Admission
internal import JSON
internal import Kubernetes

extension Resource {
    /// What an object says to the question about it.
    func answer(reading object: Value) -> Facts.Answer {
        switch self {
        case .namespaces, .projects, .stages: .object(ObjectFacts(reading: object))
        case .kuberoes: .kubero(KuberoRegistry(of: object))
        case .secrets: .pullSecret(.reading(object))
        case .roles, .clusterRoles: .role(SecretAccess(ofRole: object))
        }
    }

    /// What it means that there is no such object.
    var absent: Facts.Answer {
        switch self {
        case .namespaces, .projects, .stages: .object(nil)
        case .kuberoes: .kubero(nil)
        case .secrets: .pullSecret(nil)
        case .roles, .clusterRoles: .role(nil)
        }
    }
}

extension ObjectName {
    /// Of an object as the API server has it; nil where it has no name.
    init?(reading object: Value) {
        let meta = ObjectMeta(of: object)
        guard let name = meta.name, !name.isEmpty else { return nil }
        self.init(namespace: meta.namespace ?? "", name: name)
    }
}
