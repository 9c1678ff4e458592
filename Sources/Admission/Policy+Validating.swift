extension Policy {
    func validate(_ review: Review, knowing facts: Facts, into verdict: inout Verdict) {
        for index in validators.indices where validators[index].applies(to: review) {
            let (rule, id) = (validators[index].rule, validators[index].id)
            verdict.ran(index)
            let findings = rule.findings(in: review, knowing: facts)
            verdict.take(findings, of: id)
            var (fresh, excused) = ratchet(findings.violations, of: rule, in: review, knowing: facts, &verdict)
            fresh += unanswered(findings, of: id, &verdict)
            if fresh.isEmpty, findings.questions.isEmpty {
                let further = rule.furtherFindings(in: review, knowing: facts)
                verdict.take(further, of: id)
                fresh = further.violations + unanswered(further, of: id, &verdict)
            }
            if !fresh.isEmpty { verdict.fired(index) }
            switch validators[index].enforce {
            case .deny: verdict.deny(fresh, by: id)
            case .warn, .disabled: for violation in fresh { verdict.warn(violation, by: id) }
            }
            for violation in excused {
                verdict.warn(violation, "it was so before, so this update may pass: ", by: id)
            }
        }
    }

    /// What was asked in vain, as violations if that is to deny.
    private func unanswered(_ findings: Findings, of id: String, _ verdict: inout Verdict) -> [Violation] {
        switch ifUnavailable {
        case .deny: return findings.unanswered.map { .internalError("\(id): \($0)") }
        case .warn:
            verdict.warn(ofUnanswered: findings, of: id)
            return []
        }
    }

    /// Parts the violations that this request brings from those that were there before.
    private func ratchet(
        _ violations: [Violation], of rule: any Validator, in review: Review, knowing facts: Facts,
        _ verdict: inout Verdict
    ) -> (fresh: [Violation], excused: [Violation]) {
        guard !violations.isEmpty, review.operation == .update, let new = review.object, let old = review.oldObject
        else { return (violations, []) }
        let before = rule.findings(in: review.asItWas(), knowing: facts)
        verdict.ask(before.questions)
        var ratchet = Ratchet(from: old, to: new, before: before.violations)
        var (fresh, excused): ([Violation], [Violation]) = ([], [])
        for violation in violations {
            if ratchet.excuses(violation) { excused.append(violation) } else { fresh.append(violation) }
        }
        return (fresh, excused)
    }
}

extension Policy.Entry {
    func applies(to review: Review) -> Bool {
        scopes.contains { $0.covers(review) } && reach.covers(review)
    }
}
