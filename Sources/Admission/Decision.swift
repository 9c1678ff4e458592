/// What is to become of a request.
package struct Decision: Sendable {
    /// Why it is denied; nil: it is allowed.
    package internal(set) var status: Status?
    package internal(set) var warnings: [String]
    package internal(set) var annotations: [Annotation]
    /// What to change first; only a mutating webhook's answer has one, and none that is empty.
    package internal(set) var patch: Patch?
    /// What the rules found, in their order: as in `status` and `warnings`, each by itself and none left out.
    package internal(set) var findings: [Finding]

    package var isAllowed: Bool { status == nil }

    /// Ids of the rules that fired, with commas between them; empty for none.
    package var fired: String { annotations.first { $0.key == .violations }?.value ?? "" }

    init(status: Status?, warnings: [String], annotations: [Annotation], patch: Patch?, findings: [Finding] = []) {
        self.status = status
        self.warnings = warnings
        self.annotations = annotations
        self.patch = patch
        self.findings = findings
    }
}
