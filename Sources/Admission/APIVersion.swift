/// The versions of `admission.k8s.io` that reviews come in; a reply carries its request's.
package enum APIVersion: String, Sendable, CaseIterable {
    case v1 = "admission.k8s.io/v1"
    case v1beta1 = "admission.k8s.io/v1beta1"
}
