internal import Cluster
internal import JSON
internal import Kubernetes
internal import YAML

/// One file, object by object, and what comes of it.
struct FileMigration {
    private let source: SourceFile
    private let options: MigrationOptions
    /// What is done, in the order of the file.
    private(set) var notes: [Remark] = []
    /// What is not done, and why.
    private(set) var problems: [Remark]
    private(set) var companions: [Companion] = []
    /// The file without what was taken out of it; nil where nothing was.
    private(set) var text: [UInt8]?

    private var edits: [Edit] = []
    /// By document.
    private var changes: [Int: Changes] = [:]
    private var withheld = Withheld()

    /// What must stand in nothing that is written for more than its owner.
    var passwords: [[UInt8]] { withheld.passwords }

    /// - Parameter taken: the objects that there are; those that are made are added.
    init(_ source: SourceFile, _ options: MigrationOptions, beside taken: inout Taken) {
        self.source = source
        self.options = options
        problems = source.strangers
        for placed in source.objects {
            do throws(Refusal) {
                guard let plan = try plan(for: placed) else { continue }
                try take(plan, of: placed, beside: &taken)
            } catch {
                problems.append(Remark(source.path, error.position, "\(placed.object.shown): \(error.message)"))
            }
        }
        problems.sort {
            ($0.position?.line ?? 0, $0.position?.column ?? 0) < ($1.position?.line ?? 0, $1.position?.column ?? 0)
        }
    }

    private func plan(for placed: SourceFile.PlacedObject) throws(Refusal) -> Plan? {
        switch (placed.object.group, placed.object.kind) {
        case ("kargo.akuity.io", "Project"):
            try ProjectMigration(layout: placed.layout, options: options).plan(for: placed.object)
        case ("kargo.akuity.io", "ProjectConfig"):
            try ProjectConfigMigration(layout: placed.layout, options: options).plan(for: placed.object)
        case ("application.kubero.dev", "KuberoPipeline"):
            try PipelineMigration(layout: placed.layout).plan(for: placed.object)
        default: nil
        }
    }

    private mutating func take(
        _ plan: Plan, of placed: SourceFile.PlacedObject, beside taken: inout Taken
    ) throws(Refusal) {
        let position = placed.layout.position(of: placed.object.value)
        if let new = plan.companion {
            let place = "\(source.path):\(position.line):\(position.column)"
            if let earlier = taken.add(new.kind, new.namespace, new.name, at: place) {
                throw Refusal(
                    at: position,
                    "\(new) would be made, but there is one: \(earlier). Put them together by hand")
            }
            companions.append(new)
        }
        edits += plan.edits
        changes[placed.index, default: Changes()].merge(plan.changes)
        withheld.add(plan, of: placed.index)
        notes += plan.notes.map { Remark(source.path, position, "\(placed.object.shown): \($0)") }
    }

    /// Edits the text, and takes that only if it means what it is to mean, to the last value of every document.
    ///
    /// - Parameter passwords: those of all files.
    mutating func finish(without passwords: inout Passwords) {
        guard !edits.isEmpty else { return }
        let new = edits.applied(to: source.text.bytes, in: 0..<source.text.bytes.count)
        let documents = source.documents
        guard let meanings = SourceFile.meanings(of: new, source.path), meanings.count == documents.count else {
            return refuse(documents[changes.keys.min() ?? 0].position, Remark.otherMeaning)
        }
        for (index, document) in documents.enumerated() {
            let meant = changes[index].map { $0.applied(to: document.root) } ?? document.root
            guard let meant, meant == meanings[index] else { return refuse(document.position, Remark.otherMeaning) }
        }
        let leftover = Leftover(in: source, besides: withheld, &passwords)
        if let refusal = leftover.refusal { return refuse(refusal.position, refusal.message) }
        let open = companions.filter { $0.kind != .secret }.map(\.text) + [new]
        if let refusal = Leftover(in: open, at: documents[changes.keys.min() ?? 0].position, &passwords).refusal {
            return refuse(refusal.position, refusal.message)
        }
        if let note = leftover.note(source.path) { notes.append(note) }
        text = new
    }

    private mutating func refuse(_ position: Position, _ message: String) {
        (notes, companions) = ([], [])
        problems.append(Remark(source.path, position, "nothing of this file is written: \(message)"))
    }
}

extension ManifestObject {
    /// `Project "shop"`.
    fileprivate var shown: String { "\(kind) \(Quoted(meta.name ?? "", limit: 253))" }
}

extension Manifest {
    fileprivate var position: Position { position(of: root) }
}
