import Admission

@testable import Rules

extension CredentialSecretTests {
    /// Where credentials may be.
    static let places: [Case] = [
        Case(
            testDescription: "in a project", data: basic,
            facts: .cluster([.namespace("shop"): .object(.keeping(nil))]), outcome: .passes),
        Case(
            testDescription: "elsewhere", data: basic, facts: .cluster([.namespace("shop"): .object(ObjectFacts())]),
            outcome: .warns(["\"kargo-shared-resources\""])),
        Case(
            testDescription: "in a shared namespace", data: basic, namespace: "kargo-shared-resources",
            facts: .cluster(), outcome: .passes),
        Case(
            testDescription: "not to be told", data: basic,
            facts: .cluster([.namespace("shop"): .failed("connection refused")]),
            outcome: .warns(["could not be looked up"])),
    ]
}
