import Admission
import JSON
import Rules
import Testing

/// A request about the KuberoPipeline `shop`, in few words, and what `pipeline-registry` is to say to it.
///
/// Passwords and tokens in it contain `s3cr3t`: one test looks for that in all that is ever said.
struct PipelineCase: Sendable, CustomTestStringConvertible {
    /// What it is about, after its number in the agreed table of cases where it has one.
    let name: String
    /// JSON of `spec.registry`; nil: there is none.
    var registry: String?
    /// JSON of the whole `spec` where it is not to be put together.
    var spec: String?
    /// Members of `spec` besides `name` and `registry`.
    var more: String
    var old: Old
    var user: String
    var namespace = "kubero"
    /// Members of `metadata`.
    var metadata = #""name":"shop""#
    var requestName = "shop"
    var resource = "kuberopipelines"
    var subresource = ""
    var operation: Admission.Operation
    var isDryRun = false
    /// Members of `userInfo` besides the name.
    var identity = #""groups":["developers","system:authenticated"]"#
    /// What there is to be asked; nil: `cluster.source: none`.
    var cluster: PipelineCluster?
    var ifUnavailable = Policy.IfUnavailable.deny
    var settings: @Sendable (inout Settings) -> Void
    var wanted: Wanted

    /// The object before, of an UPDATE.
    enum Old: Sendable {
        case none
        /// With this registry, and these other members of `spec`; nil: the same as now.
        case had(_ registry: String?, more: String? = nil)
        /// With this whole `spec`.
        case spec(String)
    }

    static let alice = "alice"
    static let deputy = "system:serviceaccount:kubero:kubero"

    init(
        _ name: String, _ registry: String?, was old: Old = .none, more: String = "", by user: String = alice,
        set settings: @escaping @Sendable (inout Settings) -> Void = { _ in }, _ wanted: Wanted = .allowed(),
        but change: (inout PipelineCase) -> Void = { _ in }
    ) {
        (self.name, self.registry, self.old, self.more) = (name, registry, old, more)
        (self.user, self.settings, self.wanted) = (user, settings, wanted)
        if case .none = old { operation = .create } else { operation = .update }
        change(&self)
    }

    var testDescription: String { name }

    /// All tables of `pipeline-registry`.
    static let validating =
        references + inline + hosts + advice + incomplete + untouched + touched + broken + removals + defaultHosts
}

extension PipelineCase {
    struct Wanted: Sendable {
        /// nil: the request is allowed.
        var code: Int?
        /// Field and reason of each cause, in order, without `FieldValue`: `spec.registry.host Invalid`.
        var causes: [String] = []
        /// What the message has to say; of an allowed request, what each of its warnings has to, in order.
        var words: [String] = []

        static func allowed(_ warnings: String...) -> Wanted { Wanted(words: warnings) }
        static func denied(_ causes: String..., saying words: String...) -> Wanted {
            Wanted(code: 422, causes: causes, words: words)
        }
    }

    var review: Review {
        get throws { try Review(try Parser.parse(Array(text.utf8))) }
    }

    func policy() -> Policy {
        var settings = Settings()
        self.settings(&settings)
        return Catalogue.policy(settings, ifUnavailable: ifUnavailable, digest: "digest")
    }

    func decision(at endpoint: Endpoint) throws -> Decision { try decided(at: endpoint).decision }

    /// Decides, with each question answered from the cluster as soon as it is asked.
    /// - Returns: the decision, and what was asked for it, round by round.
    func decided(at endpoint: Endpoint) throws -> (decision: Decision, rounds: [[Question]]) {
        let (policy, review) = (policy(), try review)
        guard let cluster else { return (try policy.evaluate(review, at: endpoint).decision, []) }
        var answers: [Question: Facts.Answer] = [:]
        var rounds: [[Question]] = []
        while case .needs(let questions) = policy.evaluate(review, at: endpoint, knowing: .cluster(answers)) {
            guard questions.allSatisfy({ answers[$0] == nil }) else { throw AskedTwice() }
            rounds.append(questions)
            for question in questions { answers[question] = cluster.answer(question) }
        }
        return (try policy.evaluate(review, at: endpoint, knowing: .cluster(answers)).decision, rounds)
    }

    private struct AskedTwice: Error {}

    /// The AdmissionReview as an API server writes it.
    private var text: String {
        """
        {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u-1",
        "kind":{"group":"application.kubero.dev","version":"v1alpha1","kind":"KuberoPipeline"},
        "resource":{"group":"application.kubero.dev","version":"v1alpha1","resource":"\(resource)"},
        "subResource":"\(subresource)","name":"\(requestName)","namespace":"\(namespace)","operation":"\(operation.rawValue)",
        "userInfo":{"username":"\(user)",\(identity)},
        "object":\(operation == .delete ? "null" : object),"oldObject":\(oldObject),"dryRun":\(isDryRun)}}
        """
    }

    private var object: String { object(spec ?? Self.spec(registry, more)) }

    private var oldObject: String {
        switch old {
        case .none: "null"
        case .had(let registry, let more): object(Self.spec(registry, more ?? self.more))
        case .spec(let spec): object(spec)
        }
    }

    private func object(_ spec: String) -> String {
        #"{"apiVersion":"application.kubero.dev/v1alpha1","kind":"KuberoPipeline","metadata":{\#(metadata)},"spec":\#(spec)}"#
    }

    private static func spec(_ registry: String?, _ more: String) -> String {
        let members = [#""name":"shop""#, more, registry.map { #""registry":\#($0)"# } ?? ""]
        return "{\(members.filter { !$0.isEmpty }.joined(separator: ","))}"
    }
}

extension Outcome {
    var decision: Decision {
        get throws {
            guard case .decided(let decision) = self else { throw Undecided() }
            return decision
        }
    }

    private struct Undecided: Error {}
}

extension Decision {
    /// Field and reason of each cause: `spec.registry.host Invalid`.
    var causes: [String] {
        (status?.details?.causes ?? []).map { cause in
            "\(cause.field ?? "no field") \(cause.reason?.rawValue.dropFirst("FieldValue".count) ?? "no reason")"
        }
    }

    func annotation(_ key: Annotation.Key) -> String? { annotations.first { $0.key == key }?.value }

    /// All that a reply says.
    var everything: String {
        let causes = status?.details?.causes ?? []
        let texts =
            [status?.message, status?.reason, status?.details?.name] + causes.flatMap { [$0.field, $0.message] }
        let lines =
            texts.compactMap(\.self) + self.causes + warnings + annotations.map { "\($0.key.rawValue) \($0.value)" }
        return lines.joined(separator: "\n") + String(decoding: patch?.json ?? [], as: UTF8.self)
    }
}

/// Holds what `pipeline-registry` says to a request against what is wanted.
func expect(_ row: PipelineCase, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let decision = try row.decision(at: .validate)
    let said = Comment(rawValue: "\(row.name): \(decision.status?.message ?? "allowed"); \(decision.warnings)")
    let wanted = row.wanted
    #expect(decision.status?.code == wanted.code, said, sourceLocation: sourceLocation)
    #expect(decision.causes == wanted.causes, said, sourceLocation: sourceLocation)
    #expect(decision.patch == nil, said, sourceLocation: sourceLocation)
    if wanted.code != nil {
        let reason = [403: "Forbidden", 422: "Invalid", 500: "InternalError"][wanted.code ?? 0]
        #expect(decision.status?.reason == reason, said, sourceLocation: sourceLocation)
        #expect(decision.fired == "pipeline-registry", said, sourceLocation: sourceLocation)
        for words in wanted.words {
            #expect(decision.status?.message.contains(words) == true, said, sourceLocation: sourceLocation)
        }
    } else {
        #expect(decision.fired == "", said, sourceLocation: sourceLocation)
        #expect(decision.warnings.count == wanted.words.count, said, sourceLocation: sourceLocation)
        for (warning, words) in zip(decision.warnings, wanted.words) {
            #expect(warning.contains(words), said, sourceLocation: sourceLocation)
        }
    }
}
