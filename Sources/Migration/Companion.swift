internal import JSON

/// A new object.
struct Companion {
    /// By the name that Kubernetes has for it.
    enum Kind: String {
        case projectConfig = "ProjectConfig"
        case secret = "Secret"
    }

    let kind: Kind
    /// Empty where the object says none.
    let namespace: String
    let name: String
    /// One document of YAML, with a line break at its end.
    let text: [UInt8]
}

extension Companion: CustomStringConvertible {
    /// `ProjectConfig "shop" in namespace "shop"`.
    var description: String {
        let place = namespace.isEmpty ? "" : " in namespace \(Quoted(namespace, limit: 253))"
        return "\(kind.rawValue) \(Quoted(name, limit: 253))\(place)"
    }
}
