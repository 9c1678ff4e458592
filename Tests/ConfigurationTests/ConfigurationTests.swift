internal import Admission
internal import HTTP
internal import Rules
internal import Serving
internal import Testing

@testable import Configuration

struct ConfigurationTests {
    /// As the manual has it: every key, with its default.
    static let manual = """
        apiVersion: tallyman/v1alpha1
        kind: Configuration
        kargo:
          namespace: kargo
          sharedCredentialNamespaces: [kargo-shared-resources]
        kubero:
          namespace: kubero
          defaultCredential: {name: registry-login, createSecret: copy}   # null: no default
          defaultHost: null                # null: what the Kubero settings say, where they can be looked up
          allowedNamespaces: []            # other namespaces a reference may point to
          deputies: ["system:serviceaccount:kubero:kubero"]
          inlineCredentials: warn          # allow, warn or deny
        cluster:
          source: none                     # none, directory or api
          directory: null
          ifUnavailable: deny              # deny or warn, when a look-up that a rule needs fails
        breakGlass: {groups: ["system:masters"]}
        rules:
          projectconfig-name: {enforce: deny, name: default}
          projectconfig-lifecycle: {enforce: deny, mode: managed, managers: {users: [], groups: ["system:serviceaccounts:kargo"]}}
          keep-namespace: {enforce: deny}
          namespace-deletion: {enforce: deny}
          pipeline-registry: {enforce: deny}
          promotion-policies: {enforce: deny}
          credential-secret: {enforce: deny}
          controller-serviceaccount: {enforce: deny}
          controller-rolebinding: {enforce: warn}
          pipeline-registry-default: {enforce: fix}
          owner-finalizers: {enforce: warn}
          cleanup-finalizer: {enforce: disabled}
        """

    @Test func `the manual's file is the built-in defaults`() throws {
        var configuration = try Configuration(Array(Self.manual.utf8), file: "f")
        #expect(configuration.digest == Configuration().digest)
        configuration.settings.projectConfigLifecycle.options.managerGroups = nil
        #expect(configuration.settings == Settings())
        #expect(configuration.cluster == ClusterSettings())
    }

    @Test func `two lines are enough, and change nothing`() throws {
        #expect(try read("").digest == Configuration().digest)
        #expect(try read("kargo:\nrules:\n  keep-namespace:\n").digest == Configuration().digest)
    }

    /// A text, and whether what it sets can be found.
    struct Setting: Sendable, CustomTestStringConvertible {
        let text: String
        let isSet: @Sendable (Configuration) -> Bool
        var testDescription: String { text }

        init(_ text: String, _ isSet: @escaping @Sendable (Configuration) -> Bool) {
            self.text = text
            self.isSet = isSet
        }
    }

    static let everySetting: [Setting] = [
        Setting("server: {address: '::'}") { $0.server.listen == Endpoint(address: "::", port: 8443) },
        Setting("server: {port: 0}") { $0.server.listen == Endpoint(address: "127.0.0.1", port: 0) },
        Setting("server: {port: 65535}") { $0.server.listen.port == 65_535 },
        Setting("server: {tls: {certificate: a.crt}}") {
            $0.server.tls == TLSSettings(certificate: "a.crt", privateKey: "certs/tls.key")
        },
        Setting("server: {tls: {privateKey: a.key}}") { $0.server.tls.privateKey == "a.key" },
        Setting("server: {tls: {minimumVersion: 1.2}}") { $0.server.tls.minimumVersion == .tls12 },
        Setting("server: {admin: null}") { $0.server.admin == nil },
        Setting("server: {admin: {address: 0.0.0.0}}") { $0.server.admin == Endpoint(address: "0.0.0.0", port: 8081) },
        Setting("server: {admin: {port: 1}}") { $0.server.admin == Endpoint(address: "127.0.0.1", port: 1) },
        Setting("server: {loops: 3}") { $0.server.loops == 3 },
        Setting("server: {limits: {connections: 7}}") { $0.server.connections == 7 },
        Setting("server: {limits: {head: 5000}}") { $0.server.limits.head == 5000 },
        Setting("server: {limits: {fields: 5}}") { $0.server.limits.fields == 5 },
        Setting("server: {limits: {target: 4Ki}}") { $0.server.limits.target == 4096 },
        Setting("server: {limits: {body: 1Gi}}") { $0.server.limits.body == 1 << 30 },
        Setting("server: {timeouts: {handshake: 1m}}") { $0.server.timeouts.handshake == .seconds(60) },
        Setting("server: {timeouts: {head: 1.5s}}") { $0.server.timeouts.head == .milliseconds(1500) },
        Setting("server: {timeouts: {body: 1h}}") { $0.server.timeouts.body == .seconds(3600) },
        Setting("server: {timeouts: {idle: 1m30s}}") { $0.server.timeouts.idle == .seconds(90) },
        Setting("server: {timeouts: {write: 500ms}}") { $0.server.timeouts.write == .milliseconds(500) },
        Setting("server: {timeouts: {linger: 7us}}") { $0.server.timeouts.linger == .microseconds(7) },
        Setting("server: {limits: {pending: 9}}") { $0.server.pending == 9 },
        Setting("server: {limits: {bodies: 64Mi}}") { $0.server.bodies == 64 << 20 },
        Setting("server: {drain: {delay: 0s}}") { $0.server.drain.delay == .zero },
        Setting("server: {drain: {limit: 1m}}") { $0.server.drain.limit == .seconds(60) },
        Setting("kargo: {namespace: k}") { $0.settings.kargo.namespace == "k" },
        Setting("kargo: {sharedCredentialNamespaces: [a, b]}") {
            $0.settings.kargo.sharedCredentialNamespaces == ["a", "b"]
        },
        Setting("kubero: {namespace: k}") { $0.settings.kubero.namespace == "k" },
        Setting("kubero: {defaultCredential: null}") { $0.settings.kubero.defaultCredential == nil },
        Setting("kubero: {defaultCredential: {name: a.b}}") { $0.settings.kubero.defaultCredential?.name == "a.b" },
        Setting("kubero: {defaultCredential: {createSecret: none}}") {
            $0.settings.kubero.defaultCredential?.createSecret == CreateSecret.none
                && $0.settings.kubero.defaultCredential?.name == "registry-login"
        },
        Setting("kubero: {defaultHost: 'registry.acme.io:5000/team-a'}") {
            $0.settings.kubero.defaultHost == "registry.acme.io:5000/team-a"
        },
        Setting("kubero: {allowedNamespaces: [a]}") { $0.settings.kubero.allowedNamespaces == ["a"] },
        Setting("kubero: {deputies: ['system:serviceaccount:ui:*']}") {
            $0.settings.kubero.deputies == ["system:serviceaccount:ui:*"]
        },
        Setting("kubero: {deputies: []}") { $0.settings.kubero.deputies.isEmpty },
        Setting("kubero: {inlineCredentials: allow}") { $0.settings.kubero.inlineCredentials == .allow },
        Setting("cluster: {source: directory, directory: x/y}") {
            $0.cluster.source == .directory && $0.cluster.directory == "x/y"
        },
        Setting("cluster: {source: api}") { $0.cluster.source == .api },
        Setting("cluster: {ifUnavailable: warn}") { $0.cluster.ifUnavailable == .warn },
        Setting("breakGlass: {groups: []}") { $0.settings.breakGlass.isEmpty },
        Setting("breakGlass: {groups: [admins, 'sre-*']}") { $0.settings.breakGlass == ["admins", "sre-*"] },
        Setting("rules: {projectconfig-name: {name: $namespace}}") {
            $0.settings.projectConfigName.options.name == .namespace
        },
        Setting("rules: {projectconfig-name: {name: a.b}}") {
            $0.settings.projectConfigName.options.name == .literal("a.b")
        },
        Setting("rules: {projectconfig-name: {enforce: warn}}") { $0.settings.projectConfigName.enforce == .warn },
        Setting("rules: {projectconfig-lifecycle: {enforce: disabled}}") {
            $0.settings.projectConfigLifecycle.enforce == .disabled
        },
        Setting("rules: {projectconfig-lifecycle: {mode: explicit}}") {
            $0.settings.projectConfigLifecycle.options.mode == .explicit
        },
        Setting("rules: {projectconfig-lifecycle: {managers: {users: [alice]}}}") {
            $0.settings.projectConfigLifecycle.options.managerUsers == ["alice"]
                && $0.settings.projectConfigLifecycle.options.managerGroups == nil
        },
        Setting("rules: {projectconfig-lifecycle: {managers: {groups: []}}}") {
            $0.settings.projectConfigLifecycle.options.managerGroups == []
        },
        Setting("rules: {keep-namespace: {enforce: warn}}") { $0.settings.keepNamespace.enforce == .warn },
        Setting("rules: {namespace-deletion: {enforce: warn}}") { $0.settings.namespaceDeletion.enforce == .warn },
        Setting("rules: {pipeline-registry: {enforce: disabled}}") {
            $0.settings.pipelineRegistry.enforce == .disabled
        },
        Setting("rules: {pipeline-registry-default: {enforce: warn}}") {
            $0.settings.pipelineRegistryDefault.enforce == .warn
        },
        Setting("rules: {controller-serviceaccount: {enforce: warn}}") {
            $0.settings.controllerServiceAccount.enforce == .warn
        },
        Setting("rules: {controller-rolebinding: {enforce: deny}}") {
            $0.settings.controllerRoleBinding.enforce == .deny
        },
        Setting("rules: {owner-finalizers: {enforce: fix}}") { $0.settings.ownerFinalizers.enforce == .fix },
        Setting("rules: {cleanup-finalizer: {enforce: fix}}") { $0.settings.cleanupFinalizer.enforce == .fix },
        Setting("rules: {keep-namespace: {namespaces: [a, 'team-*']}}") {
            $0.settings.keepNamespace.reach.namespaces == ["a", "team-*"]
        },
        Setting("rules: {keep-namespace: {exceptNamespaces: ['*']}}") {
            $0.settings.keepNamespace.reach.exceptNamespaces == ["*"]
        },
        Setting("rules: {pipeline-registry-default: {exceptUsers: ['é*']}}") {
            $0.settings.pipelineRegistryDefault.reach.exceptUsers == ["é*"]
        },
    ]

    @Test(arguments: everySetting) func `every setting is read into its place`(_ setting: Setting) throws {
        #expect(setting.isSet(try read(setting.text)))
    }

    @Test(arguments: everySetting) func `every setting changes the digest, and is shown so that it reads back`(
        _ setting: Setting
    ) throws {
        let configuration = try read(setting.text)
        #expect(configuration.digest != Configuration().digest)
        let shown = try Configuration(Array(configuration.effectiveYAML.utf8), file: "shown")
        #expect(shown.digest == configuration.digest)
        #expect(shown.effectiveYAML == configuration.effectiveYAML)
        #expect(setting.isSet(shown) || setting.text.contains("users: [alice]"))
    }

    @Test func `the digest goes by what is meant`() throws {
        let one = try read(
            "kargo: {namespace: a, sharedCredentialNamespaces: [b, c]}\nrules: {keep-namespace: {enforce: warn}}")
        let same = try read(
            "rules:\n  keep-namespace:\n    enforce: 'warn' # why\nkargo:\n  sharedCredentialNamespaces: [c, b, c]\n  namespace: a\n"
        )
        #expect(one.digest == same.digest)
        #expect(one.digest.hasPrefix("sha256:"))
        #expect(one.digest.utf8.count == 7 + 16)
    }

    @Test func `Kargo's service accounts follow its namespace, unless groups are named`() throws {
        #expect(try read("kargo: {namespace: k}").effectiveYAML.contains("\"system:serviceaccounts:k\""))
        let named = try read("kargo: {namespace: k}\nrules: {projectconfig-lifecycle: {managers: {groups: [g]}}}")
        #expect(!named.effectiveYAML.contains("system:serviceaccounts:k"))
    }
}
