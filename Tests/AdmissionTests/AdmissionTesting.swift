import JSON

@testable import Admission

/// A value from its JSON text.
func json(_ text: String) throws -> Value { try Parser.parse(Array(text.utf8)).root }

/// The text of an ordinary review, with some fields as a test wants them.
struct ReviewText {
    private var root = [("kind", #""AdmissionReview""#), ("apiVersion", #""admission.k8s.io/v1""#)]
    private var request = [
        ("uid", #""u-1""#), ("kind", #"{"group":"example.com","version":"v1","kind":"Thing"}"#),
        ("resource", #"{"group":"example.com","version":"v1","resource":"things"}"#), ("name", #""a-thing""#),
        ("namespace", #""team""#), ("operation", #""CREATE""#),
        ("userInfo", #"{"username":"alice","groups":["devs"]}"#), ("object", "null"), ("oldObject", "null"),
    ]

    /// Whether the request is one of the changes itself.
    private let isWhole: Bool

    /// - Parameter changes: fields by name with their JSON, those of the request with `request.` before; nil: left out.
    init(_ changes: KeyValuePairs<String, String?> = [:]) {
        isWhole = changes.contains { $0.key == "request" }
        for (name, value) in changes {
            if name.hasPrefix("request.") {
                Self.set(String(name.dropFirst("request.".count)), value, in: &request)
            } else {
                Self.set(name, value, in: &root)
            }
        }
    }

    private static func set(_ name: String, _ value: String?, in fields: inout [(String, String)]) {
        let place = fields.firstIndex { $0.0 == name } ?? fields.endIndex
        fields.replaceSubrange(place..<min(place + 1, fields.endIndex), with: value.map { [(name, $0)] } ?? [])
    }

    var text: String {
        Self.object(isWhole ? root : root + [("request", Self.object(request))])
    }

    private static func object(_ fields: [(String, String)]) -> String {
        "{" + fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
    }

    var review: Review {
        get throws { try Review(Parser.parse(Array(text.utf8))) }
    }
}

extension Review {
    static func create(_ object: String) throws -> Review { try ReviewText(["request.object": object]).review }

    static func update(from old: String, to new: String) throws -> Review {
        try ReviewText(["request.operation": #""UPDATE""#, "request.object": new, "request.oldObject": old]).review
    }

    static func delete(_ old: String, name: String = "a-thing") throws -> Review {
        try ReviewText([
            "request.operation": #""DELETE""#, "request.oldObject": old, "request.name": "\"\(name)\"",
        ]).review
    }
}

/// Finds what its closure finds in a Thing.
struct Finder: Validator {
    static let id = "finder"
    static let scopes = [Scope("things", in: "example.com", on: [.create, .update, .delete])]
    let find: @Sendable (Review, Facts) -> Findings

    init(_ find: @escaping @Sendable (Review, Facts) -> Findings) { self.find = find }

    /// Finds these, whatever is asked.
    init(_ violations: Violation...) {
        find = { _, _ in
            var findings = Findings()
            for violation in violations { findings.report(violation) }
            return findings
        }
    }

    func findings(in review: Review, knowing facts: Facts) -> Findings { find(review, facts) }
}

/// Another one, which speaks after the first.
struct LaterFinder: Validator {
    static let id = "later"
    static let scopes = Finder.scopes
    let finder: Finder

    func findings(in review: Review, knowing facts: Facts) -> Findings { finder.find(review, facts) }
}

/// Changes what its closure changes in a Thing.
struct Changer: Mutator {
    static let id = "changer"
    static let scopes = [Scope("things", in: "example.com", on: [.create, .update, .delete])]
    let change: @Sendable (Review) -> Patch

    func patch(for review: Review, knowing facts: Facts) -> (patch: Patch, findings: Findings) {
        (change(review), Findings())
    }
}

struct LaterChanger: Mutator {
    static let id = "later-changer"
    static let scopes = Changer.scopes
    let change: @Sendable (Review) -> Patch

    func patch(for review: Review, knowing facts: Facts) -> (patch: Patch, findings: Findings) {
        (change(review), Findings())
    }
}

extension Policy {
    init(
        _ validators: any Validator..., mutators: [any Mutator] = [], enforce: Enforcement = .deny,
        correct: Correction = .fix, reach: Reach = Reach(), ifUnavailable: IfUnavailable = .deny
    ) {
        self.init(
            validators: validators.map { Entry($0, enforce: enforce, reach: reach) },
            mutators: mutators.map { Entry($0, enforce: correct, reach: reach) }, ifUnavailable: ifUnavailable,
            digest: "digest")
    }
}

extension Outcome {
    /// The decision; nil where questions are open.
    var decision: Decision? {
        if case .decided(let decision) = self { decision } else { nil }
    }

    var questions: [Question]? {
        if case .needs(let questions) = self { questions } else { nil }
    }
}

extension Decision {
    subscript(key: Annotation.Key) -> String? { annotations.first { $0.key == key }?.value }
}
