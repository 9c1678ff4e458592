import JSON
import Kubernetes
import Rules

@testable import Admission

/// A rule of the catalogue: where its settings are, and a request that it finds something in.
struct EveryRule: Sendable {
    let id: String
    let enforce: Enforce
    let reach: @Sendable (inout Settings, Reach) -> Void
    let request: KargoRequest
    /// The object's namespace, or its name where it is in none.
    var namespace = "shop"
    var cluster: KargoCluster?

    enum Enforce: Sendable {
        case validator(@Sendable (inout Settings, Enforcement) -> Void)
        case mutator(@Sendable (inout Settings, Correction) -> Void)
    }

    enum Level: Sendable, CaseIterable {
        case full, warn, disabled
    }

    func set(_ level: Level, _ settings: inout Settings) {
        switch (enforce, level) {
        case (.validator(let set), .full): set(&settings, .deny)
        case (.validator(let set), .warn): set(&settings, .warn)
        case (.validator(let set), .disabled): set(&settings, .disabled)
        case (.mutator(let set), .full): set(&settings, .fix)
        case (.mutator(let set), .warn): set(&settings, .warn)
        case (.mutator(let set), .disabled): set(&settings, .disabled)
        }
    }

    var isMutator: Bool { if case .mutator = enforce { true } else { false } }
    var endpoint: Endpoint { isMutator ? .mutate : .validate }

    /// Decides its request by the whole catalogue, as a server does.
    func decided(_ settings: Settings) throws -> Decision {
        try KargoRequest.decided(
            try request.review, by: Catalogue.policy(settings, digest: "d"), at: endpoint, in: cluster)
    }

    static let all: [EveryRule] = [
        EveryRule(
            id: "cleanup-finalizer", enforce: .mutator { $0.cleanupFinalizer.enforce = $1 },
            reach: { $0.cleanupFinalizer.reach = $1 }, request: KargoRequest(.project, .create)),
        EveryRule(
            id: "controller-rolebinding", enforce: .validator { $0.controllerRoleBinding.enforce = $1 },
            reach: { $0.controllerRoleBinding.reach = $1 },
            request: ControllerRoleBindingTests.request(ControllerRoleBindingTests.writer), cluster: KargoCluster()),
        EveryRule(
            id: "controller-serviceaccount", enforce: .validator { $0.controllerServiceAccount.enforce = $1 },
            reach: { $0.controllerServiceAccount.reach = $1 },
            request: ControllerServiceAccountTests.request("app", ControllerServiceAccountTests.controller),
            namespace: "kargo"),
        EveryRule(
            id: "credential-secret", enforce: .validator { $0.credentialSecret.enforce = $1 },
            reach: { $0.credentialSecret.reach = $1 },
            request: KargoRequest(.secret, .create) { $0.metadata = #""labels":{"kargo.akuity.io/cred-type":"x"}"# }),
        EveryRule(
            id: "keep-namespace", enforce: .validator { $0.keepNamespace.enforce = $1 },
            reach: { $0.keepNamespace.reach = $1 },
            request: KargoRequest(.project, .create) { $0.metadata = keep("\"yes\"") }),
        EveryRule(
            id: "namespace-deletion", enforce: .validator { $0.namespaceDeletion.enforce = $1 },
            reach: { $0.namespaceDeletion.reach = $1 },
            request: KargoRequest(.namespace, .delete) { $0.oldMetadata = keep("\"true\"") }),
        EveryRule(
            id: "owner-finalizers", enforce: .mutator { $0.ownerFinalizers.enforce = $1 },
            reach: { $0.ownerFinalizers.reach = $1 },
            request: OwnerFinalizersTests.request(OwnerFinalizersTests.owner()) { $0.user = "alice@example.com" },
            cluster: KargoCluster()),
        EveryRule(
            id: "pipeline-registry", enforce: .validator { $0.pipelineRegistry.enforce = $1 },
            reach: { $0.pipelineRegistry.reach = $1 },
            request: KargoRequest(.pipeline, .create) { $0.object = #"{"metadata":{"name":"shop"}}"# }),
        EveryRule(
            id: "pipeline-registry-default", enforce: .mutator { $0.pipelineRegistryDefault.enforce = $1 },
            reach: { $0.pipelineRegistryDefault.reach = $1 },
            request: KargoRequest(.pipeline, .create) {
                ($0.namespace, $0.object) = ("kubero", #"{"metadata":{"name":"shop"},"spec":{}}"#)
            }, namespace: "kubero"),
        EveryRule(
            id: "projectconfig-lifecycle", enforce: .validator { $0.projectConfigLifecycle.enforce = $1 },
            reach: { $0.projectConfigLifecycle.reach = $1 },
            request: KargoRequest(.projectConfig, .create) { $0.name = "default" }),
        EveryRule(
            id: "projectconfig-name", enforce: .validator { $0.projectConfigName.enforce = $1 },
            reach: { $0.projectConfigName.reach = $1 },
            request: KargoRequest(.projectConfig, .create) { $0.groups = ["system:masters"] }),
        EveryRule(
            id: "promotion-policies", enforce: .validator { $0.promotionPolicies.enforce = $1 },
            reach: { $0.promotionPolicies.reach = $1 },
            request: KargoRequest(.projectConfig, .create) {
                $0.object = #"{"metadata":{"name":"default","namespace":"shop"},"spec":{"promotionPolicies":[{}]}}"#
                $0.groups = ["system:masters"]
            }),
    ]
}
