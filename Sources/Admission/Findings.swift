/// What a rule found in a review, in the order of its fields.
package struct Findings: Sendable {
    package private(set) var violations: [Violation] = []
    package private(set) var warnings: [String] = []
    /// Audit annotations besides those that every decision has.
    package private(set) var annotations: [Annotation] = []
    /// What has to be asked before the rule can decide.
    package private(set) var questions: [Question] = []
    /// What was asked in vain, and why.
    package private(set) var unanswered: [String] = []

    package init() {}

    package mutating func report(_ violation: Violation) { violations.append(violation) }

    /// - Parameter path: the field in question, if one is.
    package mutating func warn(at path: FieldPath? = nil, _ text: String) {
        warnings.append(path.map { "\($0): \(text)" } ?? text)
    }

    package mutating func note(_ key: Annotation.Key, _ value: String) {
        annotations.append(Annotation(key: key, value: value))
    }

    /// What a rule can go by. `unknown` where there is no cluster, and as long as the question is open or could not be
    /// answered, which is taken care of: then the rule's other findings do not count yet, or alone.
    package enum Known {
        case object(ObjectFacts)
        case absent
        case unknown
    }

    /// Asks the cluster about an object.
    /// - Parameter isAdvice: only a warning hangs on the answer, or the request passes whatever it is; a failure is then
    ///   said, and denies nothing.
    package mutating func look(up question: Question, in facts: Facts, isAdvice: Bool = false) -> Known {
        switch facts.knowledge(of: question) {
        case .noCluster: break
        case .open: questions.append(question)
        case .answered(.object(let object)): return object.map { .object($0) } ?? .absent
        case .answered(.failed(let why)):
            let failure = "\(question) could not be looked up: \(why)"
            if isAdvice { warn(failure) } else { unanswered.append(failure) }
        }
        return .unknown
    }
}
