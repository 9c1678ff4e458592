internal import Admission
internal import Cluster
internal import JSON
internal import Kubernetes
package import Webhook

/// Manifests through the rules, as if somebody applied them now.
package struct Check: Sendable {
    /// What applying does to the objects.
    package enum Change: Sendable {
        case create
        /// From what they were; those that were not there are created.
        case update(from: ManifestSet)
        case delete
    }

    private let reviewer: Reviewer
    private let requester: Requester
    private let namespace: String?

    /// - Parameter namespace: of objects in namespaces that say none; nil: `default`.
    package init(reviewer: Reviewer, requester: Requester, namespace: String?) {
        self.reviewer = reviewer
        self.requester = requester
        self.namespace = namespace
    }

    /// Decides each object by itself.
    package func run(_ set: ManifestSet, _ change: Change) -> Report {
        var report = Report(unreadable: set.unreadable)
        var before: [Identity: Value] = [:]
        if case .update(let old) = change {
            report.unreadable += old.unreadable
            for placed in old.objects {
                guard let kind = KnownKind.find(placed.object.kind, in: placed.object.group) else { continue }
                before[Identity(placed.object, kind, namespace(of: placed.object, kind))] = placed.object.value
            }
        }
        for placed in set.objects {
            guard let kind = KnownKind.find(placed.object.kind, in: placed.object.group) else {
                report.ofOtherKinds += 1
                continue
            }
            let namespace = namespace(of: placed.object, kind)
            let old = before[Identity(placed.object, kind, namespace)]
            check(placed, kind, namespace, old: old, isDeletion: change.isDeletion, into: &report)
        }
        return report
    }

    private func check(
        _ placed: PlacedObject, _ kind: KnownKind, _ namespace: String, old: Value?, isDeletion: Bool,
        into report: inout Report
    ) {
        let object = kind.complete(placed.object.value, in: namespace)
        let request = ReviewRequest(
            operation: isDeletion ? .delete : old == nil ? .create : .update, kind: kind,
            namespace: namespace,
            object: isDeletion ? nil : object,
            oldObject: isDeletion ? object : old.map { kind.complete($0, in: namespace) },
            requester: requester)
        guard let review = request.review else {
            report.unreadable.append(
                Unreadable(file: placed.file, position: placed.position(of: nil), message: "nested too deeply"))
            return
        }
        if kind.isNamespaced, self.namespace == nil, !placed.object.saysNamespace { report.inDefault += 1 }
        report.add(reviewer.decideWhole(review), on: placed, named: namespace)
    }

    /// Empty for what is in no namespace.
    private func namespace(of object: ManifestObject, _ kind: KnownKind) -> String {
        guard kind.isNamespaced else { return "" }
        return object.saysNamespace ? object.meta.namespace ?? "" : namespace ?? "default"
    }
}

/// Which object it is.
private struct Identity: Hashable {
    private let kind: String
    private let group: String
    private let name: ObjectName

    init(_ object: ManifestObject, _ kind: KnownKind, _ namespace: String) {
        (self.kind, group) = (kind.kind, kind.group)
        name = ObjectName(namespace: namespace, name: object.meta.name ?? "")
    }
}

extension Check.Change {
    fileprivate var isDeletion: Bool { if case .delete = self { true } else { false } }
}

extension ManifestObject {
    fileprivate var saysNamespace: Bool { meta.namespace?.isEmpty == false }
}
