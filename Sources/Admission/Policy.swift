/// The rules in force, each with what was configured for it. One immutable value, swapped whole on reload.
package struct Policy: Sendable {
    /// What becomes of a rule that needs to look something up and cannot.
    package enum IfUnavailable: String, CaseIterable, Sendable {
        case deny, warn
    }

    /// A rule with its enforcement and its reach. An object, as each review would otherwise copy what it looks at of it.
    package final class Entry<Rule: Sendable, Enforce: Sendable>: Sendable {
        package let rule: Rule
        package let enforce: Enforce
        package let reach: Reach
        /// The rule's own, at hand: to ask its type for them, for every review, takes longer than most rules do.
        let id: String
        let scopes: [Scope]

        fileprivate init(_ rule: Rule, of type: any Admission.Rule.Type, enforce: Enforce, reach: Reach) {
            self.rule = rule
            self.enforce = enforce
            self.reach = reach
            id = type.id
            scopes = type.scopes
        }
    }

    let validators: [Entry<any Validator, Enforcement>]
    let mutators: [Entry<any Mutator, Correction>]
    let dispatch: (validators: Dispatch, mutators: Dispatch)
    /// Ids of the validators and of the mutators.
    private let ids: (validators: [String], mutators: [String])
    let ifUnavailable: IfUnavailable
    /// Tells configurations apart; in the audit annotations of every decision.
    package let digest: String

    /// - Parameters:
    ///   - validators: in the order in which what they find is told. Disabled ones are left out.
    ///   - mutators: in the order in which they change an object, each on top of the ones before.
    package init(
        validators: [Entry<any Validator, Enforcement>], mutators: [Entry<any Mutator, Correction>],
        ifUnavailable: IfUnavailable, digest: String
    ) {
        let (validators, mutators) = (
            validators.filter { $0.enforce != .disabled }, mutators.filter { $0.enforce != .disabled }
        )
        precondition(max(validators.count, mutators.count) <= RuleBits.capacity, "more rules than a decision can name")
        (self.validators, self.mutators) = (validators, mutators)
        dispatch = (Dispatch(validators.map(\.scopes)), Dispatch(mutators.map(\.scopes)))
        ids = (validators.map(\.id), mutators.map(\.id))
        self.ifUnavailable = ifUnavailable
        self.digest = digest
    }

    /// Decides a review, or says what has to be known first. Pure: the same review and facts, the same outcome.
    package func evaluate(_ review: Review, at endpoint: Endpoint, knowing facts: Facts = .none) -> Outcome {
        var verdict = Verdict(of: ids(at: endpoint), digest: digest)
        // Status and scale are written by controllers, and what is on its way out is nobody's to hold up.
        if review.subresource.isEmpty, !review.isOfTerminating {
            switch endpoint {
            case .validate: validate(review, knowing: facts, into: &verdict)
            case .mutate: mutate(review, knowing: facts, into: &verdict)
            }
        }
        return verdict.outcome(for: review)
    }

    /// The answer to a body that is no review that can be decided: a denial, so that nothing passes unseen.
    package func refuse(_ error: ReviewError) -> Decision {
        Verdict(digest: digest).refusal(Status(error))
    }

    /// The decisions that let a request pass without a word: for each set of rules that run together where none is left
    /// out by its reach, one with no note, and one for each rule that may not have been checked.
    package func plainDecisions(at endpoint: Endpoint) -> [Decision] {
        let dispatch = endpoint == .validate ? dispatch.validators : dispatch.mutators
        let ids = ids(at: endpoint)
        return dispatch.all.flatMap { rules in
            var verdict = Verdict(of: ids, digest: digest)
            for index in rules { verdict.ran(index) }
            let unchecked = rules.map { index in
                var findings = Findings()
                findings.note(.unchecked, ids[index])
                var verdict = verdict
                verdict.take(findings, of: ids[index])
                return verdict.approval
            }
            return [verdict.approval] + unchecked
        }
    }

    private func ids(at endpoint: Endpoint) -> [String] { endpoint == .validate ? ids.validators : ids.mutators }
}

extension Policy.Entry where Rule == any Validator {
    package convenience init(_ rule: any Validator, enforce: Enforce, reach: Reach) {
        self.init(rule, of: type(of: rule), enforce: enforce, reach: reach)
    }
}

extension Policy.Entry where Rule == any Mutator {
    package convenience init(_ rule: any Mutator, enforce: Enforce, reach: Reach) {
        self.init(rule, of: type(of: rule), enforce: enforce, reach: reach)
    }
}

extension Reach {
    /// Whether a rule with this reach applies to a review. A Project belongs to the namespace of its name.
    func covers(_ review: Review) -> Bool {
        guard !(namespaces.isEmpty && exceptNamespaces.isEmpty && exceptUsers.isEmpty) else { return true }
        let namespace = review.namespace.isEmpty ? review.name : review.namespace
        return (namespaces.isEmpty || namespaces.match(namespace)) && !exceptNamespaces.match(namespace)
            && !review.user.isAmong(exceptUsers)
    }
}
