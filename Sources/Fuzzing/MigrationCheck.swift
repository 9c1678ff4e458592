internal import Cluster
internal import JSON
internal import Migration
internal import Rules

/// Refused, or migrated once and for all: what comes out can be read, and needs no migration but of what was refused.
enum MigrationCheck {
    static func run(_ bytes: [UInt8]) throws(Broken) {
        for path in ["in.yaml", "in.json"] {
            for usesStageSelector in [false, true] {
                try run(
                    bytes, path, MigrationOptions(projectConfigName: .namespace, usesStageSelector: usesStageSelector))
            }
        }
    }

    private static func run(_ bytes: [UInt8], _ path: String, _ options: MigrationOptions) throws(Broken) {
        let migration = Migration(bytes, called: path, options)
        for output in migration.outputs {
            let ending = output.path.hasSuffix(".json") ? "json" : "yaml"
            guard let new = try? ManifestFile(output.bytes, "out.\(ending)") else {
                throw Broken("\(output.path) cannot be read")
            }
            guard output.kind == .migrated, let old = try? ManifestFile(bytes, path) else { continue }
            try Broken.unless(new.documents.count == old.documents.count, "a document is missing")
            for (new, old) in zip(new.documents, old.documents) { try keeps(new.root, old.root) }
            let again = Migration(output.bytes, called: path, options)
            // What had been refused may be migrated now, as what stood in its way is done.
            try Broken.unless(
                again.outputs.isEmpty || !migration.problems.isEmpty,
                "what is migrated is migrated again: \(again.notes)")
        }
    }

    /// Nothing but the spec of what is migrated is touched.
    private static func keeps(_ new: Value, _ old: Value) throws(Broken) {
        guard old["items"] == nil else { return }
        for member in old.members where !member.has("spec") {
            try Broken.unless(new.member(member.key) == member.value, "another \(member.key)")
        }
        let kinds = ["Project", "ProjectConfig", "KuberoPipeline"]
        guard !kinds.contains(where: { old["kind"]?.isString($0) == true }) else { return }
        try Broken.unless(new == old, "an object of another kind is changed")
    }
}
