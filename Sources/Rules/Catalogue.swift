package import Admission

/// Every rule there is, in alphabetical order, which is also the order in which they speak.
package enum Catalogue {
    /// A rule with what is configured for it.
    package static func policy(
        _ settings: Settings, ifUnavailable: Policy.IfUnavailable = .deny, digest: String
    ) -> Policy {
        Policy(
            validators: [
                entry(ControllerRoleBinding(kargo: settings.kargo), settings.controllerRoleBinding),
                entry(ControllerServiceAccount(settings: settings), settings.controllerServiceAccount),
                entry(CredentialSecret(kargo: settings.kargo), settings.credentialSecret),
                entry(KeepNamespace(), settings.keepNamespace),
                entry(NamespaceDeletion(breakGlass: settings.breakGlass), settings.namespaceDeletion),
                entry(PipelineRegistry(kubero: settings.kubero), settings.pipelineRegistry),
                entry(
                    ProjectConfigLifecycle(options: settings.projectConfigLifecycle.options, settings: settings),
                    settings.projectConfigLifecycle),
                entry(ProjectConfigName(options: settings.projectConfigName.options), settings.projectConfigName),
                entry(PromotionPolicies(), settings.promotionPolicies),
            ],
            mutators: [
                entry(CleanupFinalizer(), settings.cleanupFinalizer),
                entry(OwnerFinalizers(), settings.ownerFinalizers),
                entry(PipelineRegistryDefault(kubero: settings.kubero), settings.pipelineRegistryDefault),
            ], ifUnavailable: ifUnavailable, digest: digest)
    }

    /// The kinds of rules, for what has to know each: manifests, documentation, tests.
    package static let validators: [any Validator.Type] = [
        ControllerRoleBinding.self, ControllerServiceAccount.self, CredentialSecret.self, KeepNamespace.self,
        NamespaceDeletion.self, PipelineRegistry.self, ProjectConfigLifecycle.self, ProjectConfigName.self,
        PromotionPolicies.self,
    ]
    package static let mutators: [any Mutator.Type] = [
        CleanupFinalizer.self, OwnerFinalizers.self, PipelineRegistryDefault.self,
    ]

    private static func entry(
        _ rule: any Validator, _ settings: RuleSettings<Enforcement, some Sendable & Equatable>
    ) -> Policy.Entry<any Validator, Enforcement> {
        .init(rule, enforce: settings.enforce, reach: settings.reach)
    }

    private static func entry(
        _ rule: any Mutator, _ settings: RuleSettings<Correction, some Sendable & Equatable>
    ) -> Policy.Entry<any Mutator, Correction> {
        .init(rule, enforce: settings.enforce, reach: settings.reach)
    }
}
