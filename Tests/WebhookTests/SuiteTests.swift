import Admission
import HTTP
import JSON
import JSONSuite
import Rules
import Testing

@testable import Webhook

/// Every text of JSONTestSuite as the object of a review, byte for byte: what is JSON is decided, and what is not is
/// refused with code 400, to the uid of the request.
@Suite struct SuiteTests {
    static let reviewer = Reviewer(policy: Catalogue.policy(Settings(), digest: "abc"))

    /// What `make` of kinds may have rules for, and one that has none.
    static let resources = [
        ("kargo.akuity.io", "projects"), ("kargo.akuity.io", "projectconfigs"), ("kargo.akuity.io", "promotions"),
        ("application.kubero.dev", "kuberopipelines"), ("", "namespaces"), ("", "secrets"), ("", "serviceaccounts"),
        ("rbac.authorization.k8s.io", "rolebindings"), ("apps", "deployments"),
    ]

    /// As the API server orders them: the uid comes first.
    static func body(_ object: [UInt8], _ group: String, _ resource: String, old: [UInt8]? = nil) -> [UInt8] {
        let head = #"""
            {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u-1",\#
            "resource":{"group":"\#(group)","version":"v1","resource":"\#(resource)"},"name":"shop",\#
            "namespace":"shop","operation":"\#(old == nil ? "CREATE" : "UPDATE")","object":
            """#
        return Array(head.utf8) + object + Array(#","oldObject":"#.utf8) + (old ?? Array("null".utf8))
            + Array("}}".utf8)
    }

    /// The uid behind the object, in the order of a JSON writer that sorts keys.
    static func uidBehind(_ object: [UInt8]) -> [UInt8] {
        let tail = #"""
            ,"operation":"CREATE","resource":{"group":"kargo.akuity.io","resource":"projects","version":"v1alpha1"},\#
            "uid":"u-1"}}
            """#
        return Array(#"{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"object":"#.utf8)
            + object + Array(tail.utf8)
    }

    private func decided(_ body: [UInt8], _ endpoint: Endpoint) throws -> Value {
        let answer = Self.reviewer.answer(body, at: endpoint)
        let response = Response(answer)
        #expect(response.status == .ok && answer.review != nil)
        let said = try #require(try Parser.parse(response.body).root["response"])
        #expect(said["uid"]?.isString("u-1") == true && said["allowed"]?.bool != nil)
        #expect(said["status"]?["code"]?.integer != 400)
        return said
    }

    @Test(arguments: JSONSuite.accepted + [JSONSuite.deep])
    func `what is JSON is decided`(_ this: JSONSuite.Case) throws {
        for endpoint in Endpoint.allCases {
            for (group, resource) in Self.resources {
                let created = try decided(Self.body(this.bytes, group, resource), endpoint)
                let changed = try decided(Self.body(this.bytes, group, resource, old: this.bytes), endpoint)
                guard resource == "deployments" else { continue }
                #expect(created["allowed"]?.bool == true && changed["allowed"]?.bool == true)
            }
            _ = try decided(Self.uidBehind(this.bytes), endpoint)
        }
    }

    private func refused(_ body: [UInt8], _ endpoint: Endpoint, uid: String?) throws {
        let response = Response(Self.reviewer.answer(body, at: endpoint))
        let root = try Parser.parse(response.body).root
        guard let uid else {
            // Nobody can be answered: HTTP's own 400, at which the API server goes by the webhook's failurePolicy.
            #expect(response.status == .badRequest && root["code"]?.integer == 400)
            return
        }
        #expect(response.status == .ok)
        #expect(root["response"]?["uid"]?.isString(uid) == true && root["response"]?["allowed"]?.bool == false)
        #expect(root["response"]?["status"]?["code"]?.integer == 400)
        #expect(root["response"]?["status"]?["reason"]?.isString("BadRequest") == true)
    }

    /// `y_object_duplicated_key` and `y_object_duplicated_key_and_value` too: parsers disagree on which of two members
    /// counts, and an API server sends neither, as it has read the object before.
    @Test(arguments: JSONSuite.refused + JSONSuite.stricter + JSONSuite.endless)
    func `what is not JSON, or what others read in two ways, is refused to the uid`(_ this: JSONSuite.Case) throws {
        for endpoint in Endpoint.allCases {
            for (group, resource) in Self.resources {
                try refused(Self.body(this.bytes, group, resource), endpoint, uid: "u-1")
                let old = Self.body(Array("{}".utf8), group, resource, old: this.bytes)
                try refused(old, endpoint, uid: "u-1")
            }
            try refused(Self.uidBehind(this.bytes), endpoint, uid: Self.swallowing.contains(this.name) ? nil : "u-1")
        }
    }

    /// Texts that take what follows them for a part of themselves, or end the request, as brackets and quotes go: the uid
    /// behind them is not the request's to anybody who reads on.
    static let swallowing: Set = [
        "n_array_extra_close", "n_array_incomplete", "n_array_incomplete_invalid_value", "n_array_newlines_unclosed",
        "n_array_unclosed", "n_array_unclosed_trailing_comma", "n_array_unclosed_with_new_lines",
        "n_array_unclosed_with_object_inside", "n_object_bracket_key", "n_object_missing_value", "n_object_no-colon",
        "n_object_unterminated-value", "n_string_1_surrogate_then_escape", "n_string_escaped_backslash_bad",
        "n_string_incomplete_escape", "n_string_single_doublequote", "n_string_start_escape_unclosed",
        "n_structure_100000_opening_arrays", "n_structure_array_with_extra_array_close",
        "n_structure_array_with_unclosed_string", "n_structure_close_unopened_array",
        "n_structure_comma_instead_of_closing_brace", "n_structure_end_array", "n_structure_lone-open-bracket",
        "n_structure_object_followed_by_closing_object", "n_structure_object_unclosed_no_value",
        "n_structure_open_array_apostrophe", "n_structure_open_array_comma", "n_structure_open_array_object",
        "n_structure_open_array_open_object", "n_structure_open_array_open_string", "n_structure_open_array_string",
        "n_structure_open_object", "n_structure_open_object_comma", "n_structure_open_object_open_array",
        "n_structure_open_object_open_string", "n_structure_open_object_string_with_apostrophes",
        "n_structure_open_open", "n_structure_unclosed_array", "n_structure_unclosed_array_partial_null",
        "n_structure_unclosed_array_unfinished_false", "n_structure_unclosed_array_unfinished_true",
        "n_structure_unclosed_object",
    ]
}
