extension Policy {
    func validate(_ review: Review, knowing facts: Facts, into verdict: inout Verdict) {
        for index in dispatch.validators.rules(for: review) {
            let entry = validators[index]
            guard entry.reach.covers(review) else { continue }
            verdict.ran(index)
            let findings = entry.rule.findings(in: review, knowing: facts)
            var (fresh, excused): ([Violation], [Violation]) = ([], [])
            if !findings.isEmpty {
                verdict.take(findings, of: entry.id)
                (fresh, excused) = ratchet(findings.violations, of: entry.rule, in: review, knowing: facts, &verdict)
                fresh += unanswered(findings, of: entry.id, &verdict)
            }
            if fresh.isEmpty, findings.questions.isEmpty {
                let further = entry.rule.furtherFindings(in: review, knowing: facts)
                if !further.isEmpty {
                    verdict.take(further, of: entry.id)
                    fresh = further.violations + unanswered(further, of: entry.id, &verdict)
                }
            }
            if !fresh.isEmpty { tell(fresh, of: entry, index, &verdict) }
            for violation in excused {
                verdict.warn(violation, "it was so before, so this update may pass: ", by: entry.id)
            }
        }
    }

    private func tell(
        _ violations: [Violation], of entry: Entry<any Validator, Enforcement>, _ index: Int, _ verdict: inout Verdict
    ) {
        verdict.fired(index)
        switch entry.enforce {
        case .deny: verdict.deny(violations, by: entry.id)
        case .warn, .disabled: for violation in violations { verdict.warn(violation, by: entry.id) }
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
