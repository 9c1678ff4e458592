internal import Admission
internal import JSON
internal import Kubernetes
internal import Synchronization

@testable import Cluster

/// A folder that behaves like an API server: kinds that it has nothing of are unknown, and some may not be read.
final class StubInventory: Inventory, FactSource {
    struct Access: Sendable {
        /// `Kind NAME` or `Kind NAMESPACE/NAME`.
        var removed: [String] = []
        /// Resources.
        var unknown: [String] = []
        /// Resources, `RESOURCE/NAMESPACE`, or `access` for access reviews.
        var forbidden: [String] = []
        /// Nothing is answered at all.
        var isOut = false

        func removes(_ object: Value) -> Bool {
            let meta = ObjectMeta(of: object)
            let place = meta.namespace.map { "\($0)/" } ?? ""
            return removed.contains("\(object["kind"]?.string ?? "") \(place)\(meta.name ?? "")")
        }

        fileprivate func forbids(_ selection: Selection) -> Bool {
            forbidden.contains(selection.resource)
                || forbidden.contains("\(selection.resource)/\(selection.namespace ?? "*")")
        }
    }

    /// Kinds that every cluster has.
    private static let everywhere = [
        "admissionregistration.k8s.io", "apps", "discovery.k8s.io", "policy", "rbac.authorization.k8s.io", "",
    ]

    let place = "https://192.0.2.1"
    private let folder: FolderInventory
    private let access: Access
    /// What has been asked for.
    let asked = Mutex<[Selection]>([])

    init(_ folder: FolderInventory, _ access: Access) {
        self.folder = folder
        self.access = access
    }

    func read(_ selection: Selection, _ take: (ObjectPage) -> Void) throws(InventoryError) -> Bool {
        asked.withLock { $0.append(selection) }
        guard !access.isOut else { throw .unreadable("\(selection.resource): connection refused") }
        guard !access.forbids(selection) else { throw .forbidden("\(selection.resource): forbidden") }
        guard !access.unknown.contains(selection.resource) else { return false }
        var isEmpty = true
        _ = try folder.read(selection) { page in
            isEmpty = page.objects.isEmpty
            take(page)
        }
        return !isEmpty || Self.everywhere.contains(selection.group)
    }

    func known(_ questions: [Question]) -> [Question: Facts.Answer] {
        let answers = folder.facts.known(questions)
        return Dictionary(
            uniqueKeysWithValues: answers.map { question, answer in
                isForbidden(question) ? (question, .failed("the API server answered 403")) : (question, answer)
            })
    }

    private func isForbidden(_ question: Question) -> Bool {
        switch question {
        case .access: access.forbidden.contains("access")
        case .pullSecret: access.forbidden.contains("secrets")
        case .namespace: access.forbidden.contains("namespaces")
        default: false
        }
    }

    func find(
        _ questions: [Question], within time: Duration, then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
    ) { then(known(questions)) }
}
