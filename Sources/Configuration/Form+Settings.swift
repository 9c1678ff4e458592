internal import Admission
internal import Forms
internal import Rules
internal import Serving

// The format of the configuration. One line is one setting: it is read, written, shown and digested by that line.

extension Form<Configuration> {
    static var configuration: Form {
        object(Configuration()) { fields, configuration in
            fields.constant("apiVersion", "tallyman/v1alpha1")
            fields.constant("kind", "Configuration")
            fields.setting("server", &configuration.server, .server)
            fields.setting("kargo", &configuration.settings.kargo, .kargo)
            fields.setting("kubero", &configuration.settings.kubero, .kubero)
            fields.setting("cluster", &configuration.cluster, .cluster)
            fields.setting("breakGlass", &configuration.settings.breakGlass, .breakGlass)
            fields.setting("rules", &configuration.settings, .rules(configuration.settings))
        }
    }
}

extension Form<KargoSettings> {
    static var kargo: Form {
        object(KargoSettings()) { fields, kargo in
            fields.setting("namespace", &kargo.namespace, .namespace)
            fields.setting("sharedCredentialNamespaces", &kargo.sharedCredentialNamespaces, .set(of: .namespace))
        }
    }
}

extension Form<KuberoSettings> {
    static var kubero: Form {
        object(KuberoSettings()) { fields, kubero in
            fields.setting("namespace", &kubero.namespace, .namespace)
            fields.setting("defaultCredential", &kubero.defaultCredential, .optional(.defaultCredential))
            fields.setting("defaultHost", &kubero.defaultHost, .optional(.registryHost))
            fields.setting("allowedNamespaces", &kubero.allowedNamespaces, .set(of: .namespace))
            fields.setting("deputies", &kubero.deputies, .set(of: .pattern))
            fields.setting("inlineCredentials", &kubero.inlineCredentials, .word)
        }
    }
}

extension Form<KuberoSettings.DefaultCredential> {
    static var defaultCredential: Form {
        object(KuberoSettings.DefaultCredential()) { fields, credential in
            fields.setting("name", &credential.name, .objectName)
            fields.setting("createSecret", &credential.createSecret, .word(among: [.copy, .none]))
        }
    }
}

extension Form<ClusterSettings> {
    static var cluster: Form {
        object(ClusterSettings()) { fields, cluster in
            fields.setting("source", &cluster.source, .word)
            fields.setting("directory", &cluster.directory, .optional(.text))
            fields.setting("ifUnavailable", &cluster.ifUnavailable, .word)
            fields.check("source") {
                guard cluster.source == .directory, cluster.directory == nil else { return nil }
                return "directory needs a folder to read; add `directory: FOLDER`"
            }
        }
    }
}

extension Form<[NamePattern]> {
    static var breakGlass: Form {
        object(Settings().breakGlass) { fields, groups in
            fields.setting("groups", &groups, .set(of: .pattern))
        }
    }
}

extension Form<Settings> {
    static func rules(_ initial: Settings) -> Form {
        object(initial) { fields, rules in
            fields.setting("projectconfig-name", &rules.projectConfigName, .projectConfigName)
            fields.setting("projectconfig-lifecycle", &rules.projectConfigLifecycle, .projectConfigLifecycle)
            fields.setting("keep-namespace", &rules.keepNamespace, .rule(Settings().keepNamespace))
            fields.setting("namespace-deletion", &rules.namespaceDeletion, .rule(Settings().namespaceDeletion))
            fields.setting("pipeline-registry", &rules.pipelineRegistry, .rule(Settings().pipelineRegistry))
            fields.setting("promotion-policies", &rules.promotionPolicies, .rule(Settings().promotionPolicies))
            fields.setting("credential-secret", &rules.credentialSecret, .rule(Settings().credentialSecret))
            fields.setting(
                "controller-serviceaccount", &rules.controllerServiceAccount, .rule(Settings().controllerServiceAccount)
            )
            fields.setting(
                "controller-rolebinding", &rules.controllerRoleBinding, .rule(Settings().controllerRoleBinding))
            fields.setting(
                "pipeline-registry-default", &rules.pipelineRegistryDefault, .rule(Settings().pipelineRegistryDefault))
            fields.setting("owner-finalizers", &rules.ownerFinalizers, .rule(Settings().ownerFinalizers))
            fields.setting("cleanup-finalizer", &rules.cleanupFinalizer, .rule(Settings().cleanupFinalizer))
        }
    }
}
