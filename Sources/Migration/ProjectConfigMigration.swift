internal import Cluster
internal import JSON
internal import Kubernetes

/// A ProjectConfig's policies that select Stages by the deprecated `stage`.
struct ProjectConfigMigration {
    let layout: Layout
    let options: MigrationOptions

    /// nil: there is nothing to do.
    func plan(for object: ManifestObject) throws(Refusal) -> Plan? {
        guard let list = object.value["spec"]?["promotionPolicies"], list.kind == .array else { return nil }
        let entries = try PolicyEntries(list, in: layout, usesSelectors: options.usesStageSelector)
        guard let note = entries.note else { return nil }
        var plan = Plan()
        (plan.edits, plan.changes, plan.notes) = (entries.edits, entries.changes, [note])
        return plan
    }
}
