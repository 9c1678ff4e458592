internal import Cluster
internal import JSON
internal import Kubernetes
internal import YAML

/// Which ProjectConfigs and Secrets there are among the files, so that none is made beside another.
struct Taken {
    private struct Identity: Hashable {
        let kind: Companion.Kind
        let namespace: [UInt8]
        /// A namespace has one ProjectConfig, whatever it is called: this is empty for it.
        let name: [UInt8]
    }

    private var places: [Identity: String] = [:]

    /// Notes those that stand in a file.
    mutating func add(_ source: SourceFile) {
        for placed in source.objects {
            guard let kind = Companion.Kind(rawValue: placed.object.kind),
                placed.object.group == (kind == .secret ? "" : "kargo.akuity.io")
            else { continue }
            let meta = placed.object.meta
            let position = placed.layout.position(of: placed.object.value)
            _ = add(
                kind, meta.namespace ?? "", meta.name ?? "", at: "\(source.path):\(position.line):\(position.column)")
        }
    }

    /// Notes one; where there is one already, says where that is.
    mutating func add(_ kind: Companion.Kind, _ namespace: String, _ name: String, at place: String) -> String? {
        let identity = Identity(
            kind: kind, namespace: Array(namespace.utf8), name: kind == .projectConfig ? [] : Array(name.utf8))
        if let earlier = places[identity] { return earlier }
        places[identity] = place
        return nil
    }
}
