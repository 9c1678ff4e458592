/// Puts a decision together from what the rules find, one rule after the other.
struct Verdict {
    private let digest: String
    private let ids: [String]
    private var ran = RuleBits()
    private var fires = RuleBits()
    private var denied: [Violation] = []
    private var warnings = Warnings()
    private var annotations: [Annotation] = []
    private var questions: [Question] = []
    private var patch = Patch()
    private var findings: [Finding] = []

    /// - Parameter ids: of all that may run.
    init(of ids: [String] = [], digest: String) {
        self.ids = ids
        self.digest = digest
    }

    /// - Parameter index: the rule's place among all.
    mutating func ran(_ index: Int) { ran.insert(index) }
    mutating func fired(_ index: Int) { fires.insert(index) }
    mutating func change(_ patch: Patch) { self.patch.append(patch) }

    mutating func deny(_ violations: [Violation], by id: String) {
        denied += violations
        for violation in violations {
            findings.append(Finding(rule: id, severity: .error, path: violation.path, message: violation.cause))
        }
    }

    /// - Parameter why: why it does not deny.
    mutating func warn(_ violation: Violation, _ why: String = "", by id: String) {
        warnings.add("\(why)\(violation)")
        findings.append(
            Finding(rule: id, severity: .warning, path: violation.path, message: "\(why)\(violation.cause)"))
    }

    mutating func warn(_ text: String, by id: String) {
        warnings.add(text)
        findings.append(Finding(rule: id, severity: .warning, path: nil, message: text))
    }

    mutating func ask(_ questions: [Question]) {
        for question in questions where !self.questions.contains(question) { self.questions.append(question) }
    }

    /// Takes what a rule found but its violations and what it asked in vain, which depend on its settings.
    mutating func take(_ findings: Findings, of id: String) {
        for advice in findings.advice {
            warnings.add(advice.warning)
            self.findings.append(
                Finding(rule: id, severity: .warning, path: advice.path, message: advice.message))
        }
        for annotation in findings.annotations { add(annotation) }
        ask(findings.questions)
    }

    /// Says what a rule asked in vain, where that denies nothing.
    mutating func warn(ofUnanswered findings: Findings, of id: String) {
        for unanswered in findings.unanswered {
            warn("\(id) could not check everything: \(unanswered)", by: id)
        }
    }

    func outcome(for review: Review) -> Outcome {
        guard questions.isEmpty else { return .needs(questions) }
        return .decided(decision(denied.isEmpty ? nil : Status(denied, of: review)))
    }

    func refusal(_ status: Status) -> Decision { decision(status) }
    var approval: Decision { decision(nil) }

    private func decision(_ status: Status?) -> Decision {
        Decision(
            status: status, warnings: warnings.texts, ids: ids, ran: ran, fires: fires, config: digest,
            notes: annotations, patch: patch.isEmpty ? nil : patch, findings: findings)
    }

    /// The same annotation of several rules becomes one, since a key can stand only once.
    private mutating func add(_ annotation: Annotation) {
        guard let index = annotations.firstIndex(where: { $0.key == annotation.key }) else {
            annotations.append(annotation)
            return
        }
        let both = annotations[index].value + "," + annotation.value
        annotations[index] = Annotation(key: annotation.key, value: both)
    }
}
