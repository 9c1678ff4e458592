internal import Cluster
internal import JSON
internal import Kubernetes
internal import YAML

/// The entries of a list of promotion policies, with Kargo's deprecated `stage: X` made `stageSelector: {name: X}`.
struct PolicyEntries {
    let list: Value
    private(set) var edits: [Edit] = []
    private(set) var changes = Changes()
    /// How many have been changed.
    private(set) var count = 0

    /// - Parameter usesSelectors: whether `stage` is to be changed at all.
    init(_ list: Value, in layout: Layout, usesSelectors: Bool) throws(Refusal) {
        self.list = list
        guard usesSelectors else { return }
        for entry in list.elements {
            guard let placed = Layout.Placed("stage", in: entry), !placed.member.value.isNull else { continue }
            let stage = placed.member.value
            guard entry["stageSelector"] == nil else {
                throw layout.refusal(
                    atKey: placed.member,
                    "stage stands beside stageSelector, and Kargo takes one of them; take one away")
            }
            guard let name = stage.string else {
                throw layout.refusal(at: stage, "the name of a Stage must be a text; put it in quotes")
            }
            // As a selector's name it could be a pattern, which it has not been so far.
            if let problem = NameForm.subdomain.problem(with: name) {
                throw layout.refusal(at: stage, "no Stage is called so: \(problem)")
            }
            edits += Self.edits(of: placed.member, in: entry, layout)
            changes[placed.member] = .replaced { writer in
                writer.key("stageSelector")
                writer.beginObject()
                writer.key("name")
                writer.string(name)
                writer.endObject()
            }
            count += 1
        }
    }

    /// The value stays where it is, with what stands around it.
    private static func edits(of member: Members.Member, in entry: Value, _ layout: Layout) -> [Edit] {
        let key = layout.range(ofKey: member)
        let selector = layout.key("stageSelector", like: member)
        let name = layout.key("name", like: member)
        let value = layout.range(of: member.value)
        // On a line below, the value may not be far enough in for another level.
        let isBelow = layout.text.bytes[key.upperBound..<max(key.upperBound, value.lowerBound)].contains(
            UInt8(ascii: "\n"))
        guard isBelow || layout.isFlow(entry) else {
            let column = layout.position(ofKey: member).column - 1
            let indentation = String(repeating: " ", count: column + 2)
            return [Edit(key, "\(selector):\(layout.text.lineBreak)\(indentation)\(name)")]
        }
        return [Edit(key, "\(selector): {\(name)"), Edit(value.upperBound..<value.upperBound, "}")]
    }

    /// `stage made stageSelector in 2 policies`; nil where nothing is changed.
    var note: String? {
        switch count {
        case 0: nil
        case 1: "stage made stageSelector in one policy"
        default: "stage made stageSelector in \(count) policies"
        }
    }

    /// Writes the list as it is to be.
    func write(to writer: inout Writer) { changes.write(list, to: &writer) }
}
