internal import Cluster
internal import JSON
internal import Kubernetes
internal import Rules

/// A Project's `spec.promotionPolicies`, which Kargo 1.5 moved into the project's ProjectConfig.
struct ProjectMigration {
    let layout: Layout
    let options: MigrationOptions

    static let field = "promotionPolicies"

    /// nil: there is nothing to do.
    func plan(for object: ManifestObject) throws(Refusal) -> Plan? {
        guard let spec = object.value["spec"], spec.kind == .object,
            let policies = Layout.Placed(Self.field, in: spec), let whole = Layout.Placed("spec", in: object.value)
        else { return nil }
        let list = policies.member.value
        guard list.kind == .array || list.isNull else {
            throw layout.refusal(at: list, "spec.\(Self.field) must be a list")
        }
        // A spec without anything in it goes as a whole.
        let isAlone = policies.previous == nil && policies.next == nil
        let (placed, container) = isAlone ? (whole, object.value) : (policies, spec)
        var plan = Plan()
        plan.edits = [try layout.removal(of: placed, from: container)]
        plan.changes[placed.member] = .removed
        guard list.elements.contains(where: { _ in true }) else {
            plan.notes = ["spec.\(Self.field) is empty and goes; no ProjectConfig is made for that"]
            return plan
        }
        let entries = try PolicyEntries(list, in: layout, usesSelectors: options.usesStageSelector)
        let companion = try companion(of: object, entries, placed, in: container, isAlone: isAlone)
        plan.companion = companion
        plan.notes = ["\(count(of: list)) into \(companion), \(reason(companion.name))"]
        if let note = entries.note { plan.notes.append(note) }
        return plan
    }

    private func count(of list: Value) -> String {
        let count = list.elements.count { _ in true }
        return count == 1 ? "its promotion policy goes" : "its \(count) promotion policies go"
    }

    /// Why the ProjectConfig is called so.
    private func reason(_ name: String) -> String {
        switch options.projectConfigName {
        case .namespace: "called after the project ($namespace in projectconfig-name), as Kargo 1.5 and later have it"
        case .literal: "called so because projectconfig-name says \(Quoted(name, limit: 253))"
        }
    }
}
