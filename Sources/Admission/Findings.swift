package import Kubernetes

/// What a rule found in a review, in the order of its fields.
package struct Findings: Sendable {
    package private(set) var violations: [Violation] = []
    package private(set) var advice: [Advice] = []
    /// Audit annotations besides those that every decision has.
    package private(set) var annotations: [Annotation] = []
    /// What has to be asked before the rule can decide.
    package private(set) var questions: [Question] = []
    /// What was asked in vain, and why.
    package private(set) var unanswered: [String] = []

    /// A warning.
    package struct Advice: Sendable, Equatable {
        /// The field in question, if one is.
        package let path: FieldPath?
        /// What is to be known of it, without the path.
        package let message: String
        /// The whole text, as the reply has it.
        package let warning: String
    }

    package init() {}

    /// Nothing is to be said or asked.
    package var isEmpty: Bool {
        violations.isEmpty && advice.isEmpty && annotations.isEmpty && questions.isEmpty && unanswered.isEmpty
    }

    package var warnings: [String] { advice.map(\.warning) }

    /// Warnings of one rule at a time, ten times what a reply has room for.
    package static let maximum = 100

    /// Violations of one rule at a time: work that grows with what somebody can write into an object has to end somewhere.
    package static let maximumViolations = 1_000

    /// How many more violations make a difference.
    package var room: Int { Self.maximumViolations + 1 - violations.count }

    /// Past the maximum one more is kept, which says so at the part of the object that is at fault: the ratchet excuses it
    /// only where that part is wholly as it was, so that nothing new hides behind what is old.
    package mutating func report(_ violation: Violation) {
        if violations.count < Self.maximumViolations {
            violations.append(violation)
        } else if violations.count == Self.maximumViolations {
            let part = FieldPath(Array((violation.path ?? "metadata").steps.prefix(1)))
            violations.append(
                .notAllowed(part, "more is wrong here than these \(Self.maximumViolations); correct them first"))
        }
    }

    /// - Parameter path: the field in question, if one is.
    package mutating func warn(at path: FieldPath? = nil, _ text: String) {
        advise(Advice(path: path, message: text, warning: path.map { "\($0): \(text)" } ?? text))
    }

    /// - Parameter path: the field in question, which the text itself names.
    package mutating func warn(about path: FieldPath, _ text: String) {
        advise(Advice(path: path, message: text, warning: text))
    }

    /// Warns of what is a violation elsewhere.
    package mutating func warn(of violation: Violation) {
        advise(Advice(path: violation.path, message: violation.cause, warning: "\(violation)"))
    }

    private mutating func advise(_ advice: Advice) {
        guard self.advice.count < Self.maximum else { return }
        self.advice.append(advice)
    }

    package mutating func note(_ key: Annotation.Key, _ value: String) {
        annotations.append(Annotation(key: key, value: value))
    }

    /// Asks about a Namespace or a Project.
    /// - Parameter isAdvice: only a warning hangs on the answer, or the request passes whatever it is; a failure is then
    ///   said, and denies nothing.
    package mutating func look(up question: Question, in facts: Facts, isAdvice: Bool = false) -> Known<ObjectFacts> {
        ask(question, facts, isAdvice) { if case .object(let object) = $0 { Known(object) } else { nil } }
    }

    /// Asks what a Secret is worth as a credential for a registry.
    package mutating func pullSecret(
        _ name: String, in namespace: String, _ facts: Facts, isAdvice: Bool = false
    ) -> Known<PullSecret> {
        ask(.pullSecret(namespace: namespace, name: name), facts, isAdvice) {
            if case .pullSecret(let secret) = $0 { Known(secret) } else { nil }
        }
    }

    /// Asks for the registry of the Kubero that runs in this namespace.
    package mutating func kubero(in namespace: String, _ facts: Facts, isAdvice: Bool = false) -> Known<KuberoRegistry>
    {
        ask(.kubero(namespace: namespace), facts, isAdvice) {
            if case .kubero(let registry) = $0 { Known(registry) } else { nil }
        }
    }

    /// Asks for the names of the Stages of a project.
    package mutating func stages(in namespace: String, _ facts: Facts, isAdvice: Bool = false) -> Known<[String]> {
        ask(.stages(namespace: namespace), facts, isAdvice) {
            if case .stages(let names) = $0 { .found(names) } else { nil }
        }
    }

    /// Asks what a role lets one do to Secrets.
    /// - Parameter namespace: empty for a ClusterRole.
    package mutating func role(
        _ name: String, in namespace: String, _ facts: Facts, isAdvice: Bool = false
    ) -> Known<SecretAccess> {
        ask(.role(namespace: namespace, name: name), facts, isAdvice) {
            if case .role(let access) = $0 { Known(access) } else { nil }
        }
    }

    /// Asks whether a user may do something; nil where that is not known (yet).
    package mutating func mayDo(_ review: AccessReview, _ facts: Facts) -> Bool? {
        let known = ask(.access(review), facts, false) {
            if case .access(let isAllowed) = $0 { Known.found(isAllowed) } else { nil }
        }
        return if case .found(let isAllowed) = known { isAllowed } else { nil }
    }

    private mutating func ask<Fact>(
        _ question: Question, _ facts: Facts, _ isAdvice: Bool, _ read: (Facts.Answer) -> Known<Fact>?
    ) -> Known<Fact> {
        let why: String
        switch facts.knowledge(of: question) {
        case .noCluster: return .unknown
        case .open:
            questions.append(question)
            return .unknown
        case .answered(.failed(let reason)): why = reason
        case .answered(let answer):
            if let known = read(answer) { return known }
            why = "the answer is to another question"
        }
        let failure = "\(question) could not be looked up: \(why)"
        if isAdvice { warn(failure) } else { unanswered.append(failure) }
        return .unknown
    }
}
