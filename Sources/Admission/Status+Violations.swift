internal import JSON

extension Status {
    /// Violations that its message tells; all of them are causes.
    private static let told = 100

    /// The longest name that an object can have: an RFC 1123 subdomain.
    private static let longestName = 253

    /// A cluster that did not answer mostly does a moment later.
    private static let retryAfterSeconds = 1

    /// The status of a request with these violations, which are at least one: 403 if any is forbidden, else 422 if any
    /// is invalid, else 500; k8s.io/apimachinery/pkg/api/errors/errors.go.
    init(_ violations: [Violation], of review: Review) {
        let (name, group) = (Self.cut(review.name), Self.cut(review.group))
        let (kind, resource) = (Self.cut(review.kind), Self.cut(review.resource))
        let subject = Quoted(review.name, limit: Self.longestName)
        let suffix = group.isEmpty ? "" : ".\(group)"
        let list = Self.aggregate(violations)
        var details = Details(group: group, name: name, causes: Self.causes(of: violations))
        if violations.contains(where: { $0.kind == .forbidden }) {
            details.kind = resource
            // Without a name NewForbidden leaves the quotes out as well; NewInvalid does not.
            let named = name.isEmpty ? "" : " \(subject)"
            let message = "\(resource)\(suffix)\(named) is forbidden: \(list)"
            self.init(code: 403, reason: "Forbidden", message: message, details: details)
        } else if violations.contains(where: { $0.kind == .invalid }) {
            details.kind = kind
            let message = "\(kind)\(suffix) \(subject) is invalid: \(list)"
            self.init(code: 422, reason: "Invalid", message: message, details: details)
        } else {
            details.kind = kind
            details.retryAfterSeconds = Self.retryAfterSeconds
            let message = "Internal error occurred: \(list)"
            self.init(code: 500, reason: "InternalError", message: message, details: details)
        }
    }

    /// As it may be told. An API server has names of that length at most, and none with a password; who asks need not be
    /// one.
    private static func cut(_ name: String) -> String {
        let name = URLText.withoutUserInfo(name)
        let shown = String(name.unicodeScalars.prefix(longestName))
        return shown.utf8.count == name.utf8.count ? shown : shown + "…"
    }

    /// As `utilerrors.Aggregate` puts several errors into one text.
    private static func aggregate(_ violations: [Violation]) -> String {
        var texts = violations.prefix(told).map(\.description)
        if violations.count > told { texts.append("and \(violations.count - told) more") }
        return texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    }

    private static func causes(of violations: [Violation]) -> [Cause] {
        violations.filter { $0.path != nil }.map {
            Cause(reason: $0.reason, message: $0.cause, field: $0.path?.description)
        }
    }
}
