package import Admission
package import Cluster
package import Configuration
internal import JSON
internal import Kubernetes
internal import Rules

/// A cluster as checks see it.
package struct Patient: Sendable {
    let inventory: any Inventory
    private let facts: any FactSource
    /// What the set-up is held against.
    let configuration: Configuration
    /// Whether that was given, and not found in the cluster or built in.
    let isGiven: Bool
    /// Tallyman itself in the cluster.
    let installation: Installation
    /// Kinds that several checks depend on.
    private let presences: [Selection: Result<Presence, Gap>]
    /// Several checks depend on it.
    let kargo: KargoDeployments

    /// Looks for Tallyman in the cluster; waits.
    /// - Parameters:
    ///   - facts: answers at once, or is waited for (`PatientFacts`).
    ///   - given: what the set-up is held against; nil: what Tallyman runs with there, or the built-in defaults.
    package init(_ inventory: any Inventory, facts: any FactSource, given: Configuration? = nil) {
        let inventory = inventory is FolderInventory ? inventory : ReachableInventory(inventory)
        self.inventory = inventory
        self.facts = facts
        isGiven = given != nil
        installation = Installation(in: inventory)
        configuration = given ?? installation.mounted?.configuration ?? Configuration()
        let kinds = [Selection.projects, .projectConfigs, .stages, .pipelines, .kuberoes]
        presences = Dictionary(kinds.map { ($0, inventory.presence(of: $0)) }) { $1 }
        // Who reads a folder may read all of it.
        let hasProjects = (try? presences[.projects]?.get())?.isKnown == true
        kargo = KargoDeployments(
            in: inventory, configuration.settings.kargo.namespace,
            isExpected: hasProjects || inventory is FolderInventory)
    }

    /// Why nothing can be read at all; nil: something can.
    var outage: Gap? {
        guard case .failure(let gap) = installation.webhooks, gap.isOutage, case .failure = installation.workload else {
            return nil
        }
        return gap
    }

    /// A folder has what somebody put into it; kinds are neither known nor unknown to it, and nothing runs.
    var isFolder: Bool { inventory is FolderInventory }

    /// What is read of each object of a selection; none where the cluster does not know the kind.
    func list<Fact>(_ selection: Selection, _ fact: (Value) -> Fact?) -> Result<[Fact], Gap> {
        inventory.list(selection, fact)
    }

    /// Whether the cluster knows a kind, and how many objects of it there are.
    func presence(of selection: Selection) -> Result<Presence, Gap> {
        presences[selection] ?? inventory.presence(of: selection)
    }

    /// The answer to a rule's question.
    func answer(_ question: Question) -> Result<Facts.Answer, Gap> {
        guard let answer = facts.known([question])[question] else {
            return .failure(Gap(question, "there was no answer"))
        }
        guard case .failed(let why) = answer else { return .success(answer) }
        return .failure(Gap(question, why))
    }

    /// Whether a ServiceAccount may do something.
    func allows(_ review: AccessReview) -> Result<Bool, Gap> { answer(.access(review)).map { $0 == .access(true) } }

    /// Labels of a Namespace; nil where there is none of the name.
    func namespace(_ name: String) -> Result<[String: String]?, Gap> {
        answer(.namespace(name)).map { answer in
            guard case .object(let object) = answer else { return nil }
            return object?.labels
        }
    }
}

/// Whether a cluster knows a kind.
enum Presence: Equatable {
    case unknown
    /// With so many objects.
    case known(Int)

    var isKnown: Bool { self != .unknown }
    var count: Int { if case .known(let count) = self { count } else { 0 } }
}

extension Inventory {
    /// Facts about objects, which do not outlive the page that they are read in.
    func list<Fact>(_ selection: Selection, _ fact: (Value) -> Fact?) -> Result<[Fact], Gap> {
        var facts: [Fact] = []
        do throws(InventoryError) {
            try read(selection) { page in facts += page.objects.compactMap(fact) }
        } catch {
            return .failure(Gap(selection, error))
        }
        return .success(facts)
    }

    /// Whether the cluster knows a kind, and how many objects of it there are. A folder knows what it has objects or
    /// the definition of.
    func presence(of selection: Selection) -> Result<Presence, Gap> {
        var count = 0
        do throws(InventoryError) {
            guard try read(selection, { count += $0.objects.count }) else { return .success(.unknown) }
        } catch {
            return .failure(Gap(selection, error))
        }
        guard self is FolderInventory, count == 0 else { return .success(.known(count)) }
        let name = "\(selection.resource).\(selection.group)"
        return list(.definitions) { ObjectMeta(of: $0).name == name ? true : nil }
            .map { $0.isEmpty ? .unknown : .known(0) }
    }
}

extension AccessReview {
    /// What a ServiceAccount is asked about. It is in the groups that the API server puts it into.
    convenience init(
        of account: ObjectName, _ verb: String, _ resource: String, in group: String = "", subresource: String = "",
        namespace: String = ""
    ) {
        self.init(
            user: "system:serviceaccount:\(account.namespace):\(account.name)",
            groups: [
                "system:authenticated", "system:serviceaccounts", "system:serviceaccounts:\(account.namespace)",
            ], verb: verb, group: group, resource: resource, subresource: subresource, namespace: namespace)
    }
}
