import Testing

/// A case of Kargo's own tests, by its name there, and what becomes of its like here.
struct Counterpart<Subject: Sendable>: Sendable, CustomTestStringConvertible {
    let name: String
    let subject: Subject
    /// What Kargo's test expects: that a request is allowed, a credential is used, a namespace is kept.
    let kargos: Bool
    /// The same here.
    let ours: Bool
    /// Why the two differ, where they do.
    let reason: String?

    init(_ name: String, _ subject: Subject, _ kargos: Bool, ours: Bool? = nil, because reason: String? = nil) {
        (self.name, self.subject, self.kargos, self.reason) = (name, subject, kargos, reason)
        self.ours = ours ?? kargos
    }

    var testDescription: String { name }

    /// - Parameter outcome: what came of it here.
    func check(_ outcome: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(outcome == ours, "\(name)", sourceLocation: sourceLocation)
        #expect(
            (kargos == ours) == (reason == nil), "\(name): a reason where they differ", sourceLocation: sourceLocation)
    }
}
