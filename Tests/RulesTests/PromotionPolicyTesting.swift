import Admission
import Rules
import Testing

/// A request about a ProjectConfig with these policies and receivers, in JSON.
func projectConfig(policies: String? = nil, receivers: String? = nil, was old: String? = nil) -> KargoRequest {
    let members = [policies.map { #""promotionPolicies":\#($0)"# }, receivers.map { #""webhookReceivers":\#($0)"# }]
    return projectConfig(spec: "{\(members.compactMap { $0 }.joined(separator: ","))}", was: old)
}

/// - Parameter old: the old `spec` of an update; nil for a creation.
func projectConfig(spec: String, was old: String? = nil) -> KargoRequest {
    KargoRequest(.projectConfig, old == nil ? .create : .update) { request in
        request.object = #"{"metadata":{"name":"shop"},"spec":\#(spec)}"#
        request.oldObject = old.map { #"{"metadata":{"name":"shop"},"spec":\#($0)}"# }
    }
}

extension Decision {
    /// The field of each cause.
    var fields: [String] { status?.details?.causes.map { $0.field ?? "no field" } ?? [] }
}
