import Admission
import Cluster
import JSON
import Kubernetes
import Testing

@testable import Manifests

@Suite struct ReviewRequestTests {
    static let rows: [(String, String, Admission.Operation, String, String)] = [
        ("Namespace", "", .create, "shop", "namespaces"), ("Project", "kargo.akuity.io", .delete, "", "projects"),
        ("ProjectConfig", "kargo.akuity.io", .update, "shop", "projectconfigs"),
    ]

    @Test(arguments: rows)
    func `a request is as the API server would make it`(
        _ kind: String, _ group: String, _ operation: Admission.Operation, _ namespace: String, _ resource: String
    ) throws {
        let version = group.isEmpty ? "v1" : "\(group)/v1"
        let set = ManifestSet(yaml: "{apiVersion: \(version), kind: \(kind), metadata: {name: shop}}")
        let object = try #require(set.objects.first?.object.value)
        let request = ReviewRequest(
            operation: operation, kind: try #require(KnownKind.find(kind, in: group)), namespace: namespace,
            object: operation == .delete ? nil : object, oldObject: operation == .create ? nil : object,
            requester: Requester(user: "system:serviceaccount:ci:\"é\n", groups: ["a", "b"]))
        let review = try #require(request.review)
        #expect(review.kind == kind && review.group == group && review.resource == resource)
        #expect(review.namespace == namespace && review.requestName == "shop" && review.operation == operation)
        #expect(review.user.name == "system:serviceaccount:ci:\"é\n")
        #expect(review.user.asks(to: "get", "secrets").groups == ["a", "b"])
        #expect((review.object == nil) == (operation == .delete) && (review.oldObject == nil) == (operation == .create))
        #expect(review.subject == object && !review.uid.isEmpty && review.subresource.isEmpty)
    }
}
