import Admission
import JSON
import Rules
import Testing

// Rows of the agreed table that need a cluster, and so have no case yet: 14, 15 by Kubero's settings and 21 (the default
// is looked up before it is injected), 24 to 26 and 48 to 57 (the Secret is there, of a type and for a host), 41, 43 to
// 47 and 86 (the user may read it), 81 (so may be copied what is there), 92 as far as it is about look-ups, 93 and 94
// (what is remembered of these). 49 and the second half of 20 were dropped from the design.

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
        return Catalogue.policy(settings, digest: "digest")
    }

    func decision(at endpoint: Endpoint) throws -> Decision {
        try policy().evaluate(try review, at: endpoint).decision
    }

    /// The AdmissionReview as an API server writes it.
    private var text: String {
        """
        {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u-1",
        "kind":{"group":"application.kubero.dev","version":"v1alpha1","kind":"KuberoPipeline"},
        "resource":{"group":"application.kubero.dev","version":"v1alpha1","resource":"\(resource)"},
        "subResource":"\(subresource)","name":"\(requestName)","namespace":"\(namespace)","operation":"\(operation.rawValue)",
        "userInfo":{"username":"\(user)","groups":["developers","system:authenticated"]},
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
        #expect(decision.status?.reason == "Invalid", said, sourceLocation: sourceLocation)
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
