package import Admission

/// All that the rules can be told. The initial values are the built-in defaults.
package struct Settings: Sendable, Equatable {
    package var kargo = KargoSettings()
    package var kubero = KuberoSettings()
    /// Groups that nothing here holds back (`breakGlass.groups`); each use is noted in the audit annotations.
    package var breakGlass: [NamePattern] = ["system:masters"]

    package var projectConfigName = RuleSettings(Enforcement.deny, ProjectConfigName.Options())
    package var projectConfigLifecycle = RuleSettings(Enforcement.deny, ProjectConfigLifecycle.Options())
    package var credentialSecret = RuleSettings(Enforcement.deny, NoOptions())
    package var keepNamespace = RuleSettings(Enforcement.deny, NoOptions())
    package var namespaceDeletion = RuleSettings(Enforcement.deny, NoOptions())
    package var pipelineRegistry = RuleSettings(Enforcement.deny, NoOptions())
    package var promotionPolicies = RuleSettings(Enforcement.deny, NoOptions())
    package var controllerServiceAccount = RuleSettings(Enforcement.deny, NoOptions())
    package var controllerRoleBinding = RuleSettings(Enforcement.warn, NoOptions())
    package var pipelineRegistryDefault = RuleSettings(Correction.fix, NoOptions())
    package var ownerFinalizers = RuleSettings(Correction.warn, NoOptions())
    package var cleanupFinalizer = RuleSettings(Correction.disabled, NoOptions())

    package init() {}
}

/// What any rule can be told, and what this one can be told besides.
package struct RuleSettings<Enforce: Sendable & Equatable, Options: Sendable & Equatable>: Sendable, Equatable {
    package var enforce: Enforce
    package var reach = Reach()
    package var options: Options

    package init(_ enforce: Enforce, _ options: Options) {
        self.enforce = enforce
        self.options = options
    }
}

/// A rule that takes nothing but `enforce` and its reach.
package struct NoOptions: Sendable, Equatable {
    package init() {}
}
