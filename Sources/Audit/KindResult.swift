package import Manifests

/// What an audit has come to for one kind.
package struct KindResult: Sendable, Equatable {
    /// How far it was read.
    package enum State: Sendable, Equatable {
        case whole
        /// The cluster does not know the kind.
        case unknown
        /// It may not be read; `why` is what the API server said.
        case forbidden(why: String)
        /// It could not be read, or not to its end.
        case unread(why: String)
    }

    package let kind: KnownKind
    /// Only those with this label were asked for; nil: all.
    package let label: String?
    package internal(set) var state = State.whole
    package internal(set) var audited = 0
    /// On their way out, and not judged.
    package internal(set) var beingDeleted = 0

    init(_ kind: KnownKind, label: String?) {
        self.kind = kind
        self.label = label
    }

    /// What is missing and what to do; nil where nothing is.
    package var trouble: String? {
        switch state {
        case .whole, .unknown: nil
        case .forbidden(let why):
            """
            \(kind.kind): \(why); grant {apiGroups: ["\(kind.group)"], resources: ["\(kind.resource)"], \
            verbs: ["list"]} by a ClusterRole
            """
        case .unread(let why): "\(kind.kind): \(audited + beingDeleted == 0 ? "" : "only a part was read: ")\(why)"
        }
    }
}
