import JSON
import Rules
import Testing

@testable import Admission

/// A request about a ProjectConfig, a Project or a Namespace, ordinary but for what a test changes.
struct KargoRequest: Sendable {
    enum Kind: String, Sendable {
        case projectConfig = "ProjectConfig"
        case project = "Project"
        case namespace = "Namespace"
        case secret = "Secret"
        case serviceAccount = "ServiceAccount"
        case roleBinding = "RoleBinding"
        case promotion = "Promotion"
        case pipeline = "KuberoPipeline"

        var group: String {
            switch self {
            case .namespace, .secret, .serviceAccount: ""
            case .pipeline: "application.kubero.dev"
            case .roleBinding: "rbac.authorization.k8s.io"
            case .projectConfig, .project, .promotion: "kargo.akuity.io"
            }
        }
    }

    let kind: Kind
    let operation: Admission.Operation
    /// The name in `metadata`; nil: none.
    var name: String? = "shop"
    /// The name in the request; nil: the one in `metadata`.
    var asked: String?
    var namespace = "shop"
    var user: String? = "alice@example.com"
    var groups = ["dev-team", "system:authenticated"]
    /// Members of `metadata` besides the name, with a comma between them, of the new object and of the old one.
    var metadata = ""
    var oldMetadata = ""
    /// The whole object, whatever it is, in place of one with that metadata.
    var object: String?
    /// The same for the old object of an update.
    var oldObject: String?
    /// More members of the request.
    var more = ""

    init(_ kind: Kind, _ operation: Admission.Operation, _ change: (inout KargoRequest) -> Void = { _ in }) {
        (self.kind, self.operation) = (kind, operation)
        change(&self)
    }

    var review: Review { get throws { try Review(Parser.parse(Array(text.utf8))) } }

    private var text: String {
        let group = kind.group
        let old = operation == .create ? "null" : written(kind == .namespace, oldMetadata)
        let new = operation == .delete ? "null" : written(kind == .namespace, metadata)
        return """
            {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u-1",\
            "kind":{"group":"\(group)","version":"v1","kind":"\(kind.rawValue)"},\
            "resource":{"group":"\(group)","version":"v1","resource":"\(kind.rawValue.lowercased())s"},\
            "name":\(quoted(asked ?? name ?? "")),"namespace":"\(kind == .project ? "" : namespace)",\
            "operation":"\(operation.rawValue)","userInfo":\(userInfo),"object":\(operation == .delete ? new : object ?? new),\
            "oldObject":\(operation == .delete ? object ?? old : oldObject ?? old)\(more)}}
            """
    }

    private var userInfo: String {
        guard let user else { return "null" }
        return "{\"username\":\(quoted(user)),\"groups\":[\(groups.map(quoted).joined(separator: ","))]}"
    }

    private func written(_ isNamespace: Bool, _ metadata: String) -> String {
        let members = [name.map { "\"name\":\(quoted($0))" }, metadata.isEmpty ? nil : metadata].compactMap { $0 }
        return "{\"metadata\":{\(members.joined(separator: ","))}}"
    }

    private func quoted(_ text: String) -> String {
        var writer = Writer()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Decides it by one rule alone, or by all of them.
    func decided(
        by rule: (any Validator.Type)?, _ settings: Settings = Settings(), knowing facts: Facts = .none,
        ifUnavailable: Policy.IfUnavailable = .deny
    ) throws -> Decision {
        let all = Catalogue.policy(settings, digest: "digest")
        let policy = Policy(
            validators: all.validators.filter { rule == nil || type(of: $0.rule).id == rule?.id }, mutators: [],
            ifUnavailable: ifUnavailable, digest: "digest")
        guard case .decided(let decision) = policy.evaluate(try review, at: .validate, knowing: facts) else {
            throw OpenQuestion()
        }
        return decision
    }

    struct OpenQuestion: Error {}
}

/// What is to become of a request: parts of the status message and of each warning, in order.
enum KargoOutcome: Sendable {
    case passes
    case warns([String])
    case denies(Int, [String], field: String? = nil, warns: [String] = [])

    var code: Int? { if case .denies(let code, _, _, _) = self { code } else { nil } }
    var parts: [String] { if case .denies(_, let parts, _, _) = self { parts } else { [] } }

    var warnings: [String] {
        switch self {
        case .passes: []
        case .warns(let warnings), .denies(_, _, _, let warnings): warnings
        }
    }

    func check(_ decision: Decision, sourceLocation: SourceLocation = #_sourceLocation) {
        var field: String?
        if case .denies(_, _, let denied, _) = self { field = denied }
        #expect(decision.status?.code == code, sourceLocation: sourceLocation)
        let message = decision.status?.message ?? ""
        for part in parts { #expect(message.contains(part), sourceLocation: sourceLocation) }
        #expect(decision.status?.details?.causes.first?.field == field, sourceLocation: sourceLocation)
        #expect(decision.warnings.count == warnings.count, "\(decision.warnings)", sourceLocation: sourceLocation)
        for (warning, part) in zip(decision.warnings, warnings) {
            #expect(warning.contains(part), sourceLocation: sourceLocation)
        }
    }
}

/// The built-in defaults with a change.
func kargoSettings(_ change: (inout Settings) -> Void) -> Settings {
    var settings = Settings()
    change(&settings)
    return settings
}

/// `kargo.akuity.io/keep-namespace` with a value in JSON, and the label of a project's Namespace, as members of metadata.
func keep(_ value: String?, isProjects: Bool = true) -> String {
    let label = isProjects ? #""labels":{"kargo.akuity.io/project":"true"}"# : #""labels":{}"#
    return value.map { #"\#(label),"annotations":{"kargo.akuity.io/keep-namespace":\#($0)}"# } ?? label
}

extension ObjectFacts {
    /// An object with this `keep-namespace`.
    static func keeping(_ value: String?) -> ObjectFacts {
        ObjectFacts(
            labels: ["kargo.akuity.io/project": "true"],
            annotations: value.map { ["kargo.akuity.io/keep-namespace": $0] } ?? [:])
    }
}

extension Decision {
    subscript(key: Annotation.Key) -> String? { annotations.first { $0.key == key }?.value }
}
