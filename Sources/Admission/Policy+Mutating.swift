extension Policy {
    func mutate(_ review: Review, knowing facts: Facts, into verdict: inout Verdict) {
        var review = review
        for index in dispatch.mutators.rules(for: review) {
            let entry = mutators[index]
            guard entry.reach.covers(review) else { continue }
            let (rule, id) = (entry.rule, entry.id)
            verdict.ran(index)
            let (patch, findings) = rule.patch(for: review, knowing: facts)
            if !findings.isEmpty {
                // A mutator never stands in the way: what it could not look up is said, and the validators decide.
                verdict.take(findings, of: id)
                verdict.warn(ofUnanswered: findings, of: id)
            }
            guard !patch.isEmpty else { continue }
            verdict.fired(index)
            switch entry.enforce {
            case .fix:
                guard let patched = settled(patch, by: rule, on: review, knowing: facts) else {
                    verdict.warn("\(id) changed nothing: its change would not hold; this is a bug in Tallyman", by: id)
                    continue
                }
                verdict.change(patch)
                review = patched
            case .warn, .disabled: verdict.warn("\(id) would change: \(patch)", by: id)
            }
        }
    }

    /// The review as it is after the patch; nil unless the patch applies and the mutator has nothing more to do then.
    private func settled(_ patch: Patch, by rule: any Mutator, on review: Review, knowing facts: Facts) -> Review? {
        guard let object = review.object, let patched = try? patch.applied(to: object) else { return nil }
        let after = review.replacing(object: patched)
        return rule.patch(for: after, knowing: facts).patch.isEmpty ? after : nil
    }
}

extension Patch: CustomStringConvertible {
    /// The changes in words, for a warning: which fields are set or removed.
    package var description: String {
        operations.map { operation in
            switch operation {
            case .add(let path, _): "set \(path)"
            case .remove(let path): "remove \(path)"
            }
        }.joined(separator: ", ")
    }
}
