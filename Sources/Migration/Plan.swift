internal import JSON

/// What is to become of one object.
struct Plan {
    /// Of its file's text.
    var edits: [Edit] = []
    /// What they come to.
    var changes = Changes()
    /// The object that takes over what is taken out of this one.
    var companion: Companion?
    /// What is done, for people.
    var notes: [String] = []
    /// What must not stand in the file any more.
    var secret: [UInt8]?
}

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
