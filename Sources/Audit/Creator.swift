internal import Admission
package import Manifests
internal import Rules

/// Who is taken to create all that exists.
package enum Creator: Sendable {
    /// Nobody in particular: who once created a thing is not known, and nobody is to blame for it. Rules about who acts
    /// let this one pass, whose access is never asked for, and the report says which rules they are.
    case nobody
    case user(Requester)

    /// No API server puts anybody into this group: it is only ever let through here.
    private static let group = "tallyman:audit"

    /// Whom reviews name.
    var requester: Requester {
        switch self {
        case .nobody: Requester(user: "tallyman-audit", groups: [Self.group, "system:authenticated"])
        case .user(let requester): requester
        }
    }

    /// Whether look-ups of what the user may do are put to the cluster.
    var isKnown: Bool { if case .user = self { true } else { false } }

    /// The settings by which it is judged.
    func settings(_ settings: Settings) -> Settings {
        guard case .nobody = self else { return settings }
        var settings = settings
        settings.breakGlass.append(NamePattern(Self.group))
        return settings
    }
}
