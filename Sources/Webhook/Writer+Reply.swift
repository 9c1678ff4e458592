internal import Admission
internal import Encodings
internal import JSON

/// The JSON of replies; k8s.io/api/admission/v1/types.go and k8s.io/apimachinery/pkg/apis/meta/v1/types.go.
extension Writer {
    /// A reply up to where its uid has to follow.
    mutating func beginReview(_ version: APIVersion) {
        switch version {
        case .v1: verbatim(Self.beginning)
        case .v1beta1: verbatim(Self.betaBeginning)
        }
    }

    private static let beginning = beginning(of: .v1)
    private static let betaBeginning = beginning(of: .v1beta1)

    private static func beginning(of version: APIVersion) -> [UInt8] {
        Array(#"{"kind":"AdmissionReview","apiVersion":"\#(version.rawValue)","response":{"uid":"#.utf8)
    }

    /// The rest of a reply, behind its uid.
    mutating func outcome(_ decision: Decision) {
        verbatim(decision.isAllowed ? #","allowed":true"# : #","allowed":false"#)
        if let status = decision.status {
            key("status")
            self.status(status)
        }
        if let patch = decision.patch {
            member("patchType", "JSONPatch")
            member("patch", Base64.encode(patch.json))
        }
        if !decision.warnings.isEmpty {
            key("warnings")
            beginArray()
            for warning in decision.warnings { string(warning) }
            endArray()
        }
        verbatim(#","auditAnnotations":{"rules":"#)
        string(joining: decision.rules, by: ",")
        verbatim(#","violations":"#)
        string(joining: decision.firing, by: ",")
        verbatim(#","config":"#)
        string(decision.config)
        for note in decision.notes { member(note.key.rawValue, note.value) }
        verbatim("}}}")
    }

    /// - Parameter isDocument: whether the status stands alone, as the body of an HTTP error.
    mutating func status(_ status: Status, isDocument: Bool = false) {
        beginObject()
        if isDocument {
            member("kind", "Status")
            member("apiVersion", "v1")
            key("metadata")
            beginObject()
            endObject()
        }
        member("status", "Failure")
        member("message", status.message)
        member("reason", status.reason)
        if let details = status.details {
            key("details")
            self.details(details)
        }
        key("code")
        integer(status.code)
        endObject()
    }

    private mutating func details(_ details: Status.Details) {
        beginObject()
        member("name", details.name)
        if !details.group.isEmpty { member("group", details.group) }
        member("kind", details.kind)
        if !details.causes.isEmpty {
            key("causes")
            beginArray()
            for cause in details.causes {
                beginObject()
                if let reason = cause.reason { member("reason", reason.rawValue) }
                member("message", cause.message)
                if let field = cause.field { member("field", field) }
                endObject()
            }
            endArray()
        }
        if let seconds = details.retryAfterSeconds {
            key("retryAfterSeconds")
            integer(seconds)
        }
        endObject()
    }

    mutating func member(_ name: String, _ text: String) {
        key(name)
        string(text)
    }
}
