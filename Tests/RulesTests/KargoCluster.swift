import JSON
import Kubernetes
import Rules
import Testing

@testable import Admission

/// What Kargo's rules can look up: namespaces, Projects, roles, and who may do what.
struct KargoCluster: Sendable {
    /// Namespaces of projects.
    var projects: Set<String> = ["shop"]
    /// Other namespaces.
    var others: Set<String> = ["kargo", "plain"]
    /// Members of the `rules` of each role, in JSON; a Role's name has its namespace before a slash.
    var roles: [String: String] = [:]
    /// Users and groups that may, and what: `get secrets/x in ns`.
    var access: [String: Set<String>] = [:]
    /// What cannot be asked, by the beginning of its name.
    var failing: String?

    static let reason = "connection refused"

    func answer(_ question: Question) throws -> Facts.Answer {
        if let failing, "\(question)".hasPrefix(failing) { return .failed(Self.reason) }
        return switch question {
        case .namespace(let name):
            .object(projects.contains(name) ? .keeping(nil) : others.contains(name) ? ObjectFacts() : nil)
        case .project(let name): .object(projects.contains(name) ? ObjectFacts() : nil)
        case .role(let namespace, let name):
            .role(
                try roles[namespace.isEmpty ? name : "\(namespace)/\(name)"].map {
                    SecretAccess(ofRole: try Parser.parse(Array("{\"rules\":[\($0)]}".utf8)).root)
                })
        case .access(let review): .access(allows(review))
        case .pullSecret, .kubero, .stages: .failed("no rule of Kargo's asks this")
        }
    }

    private func allows(_ review: AccessReview) -> Bool {
        let resource = review.group.isEmpty ? review.resource : "\(review.resource).\(review.group)"
        let part = review.subresource.isEmpty ? "" : "/\(review.subresource)"
        let name = review.name.isEmpty ? "" : " \(review.name)"
        let place = review.namespace.isEmpty ? "" : " in \(review.namespace)"
        let asked = "\(review.verb) \(resource)\(part)\(name)\(place)"
        return (review.groups + [review.user]).contains { access[$0]?.contains(asked) == true }
    }
}

extension KargoRequest {
    /// Decides it by one rule alone, looking up what it asks.
    /// - Parameter cluster: nil: there is none to be asked.
    func decided(
        by id: String, _ settings: Settings = Settings(), in cluster: KargoCluster?,
        ifUnavailable: Policy.IfUnavailable = .deny
    ) throws -> Decision {
        let all = Catalogue.policy(settings, digest: "digest")
        let policy = Policy(
            validators: all.validators.filter { type(of: $0.rule).id == id },
            mutators: all.mutators.filter { type(of: $0.rule).id == id }, ifUnavailable: ifUnavailable, digest: "digest"
        )
        let isMutator = Catalogue.mutators.contains { $0.id == id }
        return try Self.decided(try review, by: policy, at: isMutator ? .mutate : .validate, in: cluster)
    }

    static func decided(
        _ review: Review, by policy: Policy, at endpoint: Endpoint, in cluster: KargoCluster?
    ) throws -> Decision {
        var answers: [Question: Facts.Answer] = [:]
        // More rounds than any rule needs: a namespace, then a role, then the end.
        for _ in 0..<5 {
            let facts = cluster == nil ? Facts.none : .cluster(answers)
            switch policy.evaluate(review, at: endpoint, knowing: facts) {
            case .decided(let decision): return decision
            case .needs(let questions):
                for question in questions { answers[question] = try cluster?.answer(question) }
            }
        }
        throw OpenQuestion()
    }
}
