import Admission
import Certificates
import Configuration
import JSON
import Rules
import Serving
import Testing
import YAML

@Suite struct ManifestTests {
    @Test func `objects stand in the order in which they have to be applied`() throws {
        let kinds = try Manifests.objects().compactMap { $0["kind"]?.string }
        #expect(
            kinds == [
                "Namespace", "ServiceAccount", "ConfigMap", "Deployment", "Service", "PodDisruptionBudget",
                "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration",
            ])
    }

    @Test(arguments: [
        ("ValidatingWebhookConfiguration", "/validate", Catalogue.validators.flatMap { $0.scopes }),
        ("MutatingWebhookConfiguration", "/mutate", Catalogue.mutators.flatMap { $0.scopes }),
    ])
    func `what is registered is what rules are for, once each`(kind: String, path: String, scopes: [Scope]) throws {
        let registrations = try Registration.all(kind)
        let asked = registrations.flatMap(\.calls)
        let wanted = scopes.flatMap { scope in
            scope.operations.map {
                Registration.Call(group: scope.group, resource: scope.resource, operation: $0.rawValue)
            }
        }
        #expect(Set(asked) == Set(wanted))
        #expect(asked.count == Set(asked).count, "a call that comes twice is decided twice")
        #expect(registrations.allSatisfy { $0.path == path })
        #expect(Set(registrations.map(\.name)).count == registrations.count)
    }

    @Test(arguments: ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"])
    func `each webhook is registered as the protocol wants it`(kind: String) throws {
        let registrations = try Registration.all(kind)
        #expect(!registrations.isEmpty)
        for registration in registrations {
            let webhook = registration.webhook
            #expect(webhook["sideEffects"]?.string == "None", "\(registration)")
            #expect(webhook["matchPolicy"]?.string == "Equivalent", "\(registration)")
            #expect(webhook["timeoutSeconds"]?.integer == 5, "\(registration)")
            #expect(webhook["admissionReviewVersions"]?.elements.compactMap(\.string) == ["v1", "v1beta1"])
            #expect(Set(registration.excluded).isSuperset(of: ["kube-system", "tallyman-system"]), "\(registration)")
            #expect(registration.name.split(separator: ".").count >= 3, "\(registration) is not fully qualified")
        }
    }

    static let own: Set<String> = ["application.kubero.dev", "kargo.akuity.io"]

    @Test func `only the systems' own kinds fail closed, and no deletion does`() throws {
        for registration in try Registration.all("ValidatingWebhookConfiguration") {
            let isOwn = registration.calls.allSatisfy { Self.own.contains($0.group) && $0.operation != "DELETE" }
            #expect(registration.failurePolicy == (isOwn ? "Fail" : "Ignore"), "\(registration)")
        }
        for registration in try Registration.all("MutatingWebhookConfiguration") {
            #expect(registration.failurePolicy == "Ignore", "\(registration)")
        }
    }

    /// What keeps it may be its Project's annotation alone, so nothing of its own may hold the call back.
    @Test func `every deletion of a namespace comes, whatever the namespace says`() throws {
        let deletion = Registration.Call(group: "", resource: "namespaces", operation: "DELETE")
        let registrations = try Registration.all("ValidatingWebhookConfiguration").filter {
            $0.calls.contains(deletion)
        }
        #expect(registrations.count == 1)
        for registration in registrations {
            #expect(registration.webhook["matchConditions"] == nil && registration.webhook["objectSelector"] == nil)
            let asked = registration.webhook["namespaceSelector"]?["matchExpressions"]?.elements.map {
                $0["key"]?.string
            }
            #expect(asked == ["kubernetes.io/metadata.name"])
        }
    }

    /// By counting, as there is no CEL here: two edits spoil four parts at most, each an exchange across two of them.
    @Test func `a key that is two edits away from keep-namespace has parts enough left to come`() throws {
        let webhook = try #require(
            try Registration.all("ValidatingWebhookConfiguration").first { $0.name == "namespaces.tallyman.dev" }?
                .webhook)
        let expression = try #require(
            webhook["matchConditions"]?.elements.first { $0["name"]?.isString("keep-namespace-matters") == true }?[
                "expression"]?.string)
        let match = try #require(
            try /\[(('[a-z]+',? ?)+)\]\s*\.filter\(.*\.size\(\) >= ([0-9]+)/.firstMatch(in: expression))
        let parts = match.1.split(separator: ",").map { $0.filter(\.isLetter) }
        #expect(parts.joined() == "kargo.akuity.io/keep-namespace".filter(\.isLetter))
        #expect(Int(match.3).map { $0 + 4 <= parts.count } == true)
    }

    @Test func `every group that Kargo's ServiceAccounts are in comes`() throws {
        let webhook = try #require(
            try Registration.all("ValidatingWebhookConfiguration").first { $0.name == "rolebindings.tallyman.dev" }?
                .webhook)
        let expression = try #require(
            webhook["matchConditions"]?.elements.first { $0["name"]?.isString("service-accounts") == true }?[
                "expression"]?.string)
        // This one lets system:serviceaccounts and system:serviceaccounts:kargo come too.
        #expect(expression.contains("subject.name.startsWith('system:serviceaccount')"))
        #expect(expression.contains("subject.name == 'system:authenticated'"))
    }

    @Test func `a webhook is for one kind, so that a denial names what denied`() throws {
        for registration in try Registration.all("ValidatingWebhookConfiguration") {
            #expect(Set(registration.calls.map(\.resource)).count == 1, "\(registration)")
        }
    }

    @Test func `the configuration loads, means what the defaults mean, and fits the Deployment`() throws {
        let text = try #require(try Manifests.object("ConfigMap")?["data"]?["config.yaml"]?.string)
        let configuration = try Configuration(Array(text.utf8), file: "config.yaml")
        #expect(configuration.settings.policyText == Configuration().settings.policyText)
        let container = try #require(
            try Manifests.object("Deployment")?["spec"]?["template"]?["spec"]?["containers"]?.elements.first { _ in true
            })
        let ports = container["ports"]?.elements.compactMap { $0["containerPort"]?.integer }
        let admin = try #require(configuration.server.admin)
        #expect(ports == [Int(configuration.server.listen.port), Int(admin.port)])
        let mounts = container["volumeMounts"]?.elements.compactMap { $0["mountPath"]?.string } ?? []
        let certificate = configuration.server.tls.certificate
        #expect(mounts.contains { certificate.hasPrefix("\($0)/") })
    }

    @Test func `the revocation list is where the certificate says`() throws {
        let text = try #require(try Manifests.object("ConfigMap")?["data"]?["config.yaml"]?.string)
        let configuration = try Configuration(Array(text.utf8), file: "config.yaml")
        let service = try #require(try Manifests.object("Service"))
        let names = try ServingNames(
            service: service["metadata"]?["name"]?.string ?? "",
            namespace: service["metadata"]?["namespace"]?.string ?? "")
        let port = service["spec"]?["ports"]?.elements.first { $0["name"]?.isString("admin") == true }
        #expect(port?["targetPort"]?.string == "admin")
        #expect(
            ListAddresses(of: names).urls.first == "http://\(names.service):\(port?["port"]?.integer ?? 0)/ca.crl")
        // The default, and what is deployed.
        #expect(Configuration().server.admin.map { Int($0.port) } == ListAddresses.adminPort)
        #expect(configuration.server.admin.map { Int($0.port) } == ListAddresses.adminPort)

        let volumes = try Manifests.object("Deployment")?["spec"]?["template"]?["spec"]?["volumes"]?.elements
        let secrets = volumes?.flatMap { volume in
            volume["projected"]?["sources"].map { $0.elements.compactMap { $0["secret"] } } ?? []
        }
        let list = RevocationListFile.path(beside: configuration.server.tls.certificate)
        for secret in secrets ?? [] {
            let paths = secret["items"]?.elements.compactMap { $0["path"]?.string } ?? []
            let isList = paths == [list.replacing("/etc/tallyman/", with: "")]
            // A Secret without it does, and one without a certificate does not.
            #expect(secret["optional"]?.bool == (isList ? true : nil), "\(paths)")
        }
        #expect(secrets?.count == 2)
    }

    @Test func `a Pod has the time to drain in, and not all are on one node`() throws {
        let pod = try #require(try Manifests.object("Deployment")?["spec"]?["template"]?["spec"])
        let limit = Configuration().server.drain.limit
        #expect(pod["terminationGracePeriodSeconds"]?.integer.map { .seconds($0) > limit } == true)
        let spread = try #require(pod["topologySpreadConstraints"]?.elements.first { _ in true })
        #expect(spread["topologyKey"]?.string == "kubernetes.io/hostname" && spread["maxSkew"]?.integer == 1)
        let selected = spread["labelSelector"]?["matchLabels"]?["app.kubernetes.io/name"]?.string
        let labels = try Manifests.object("Deployment")?["spec"]?["template"]?["metadata"]?["labels"]
        #expect(selected != nil && selected == labels?["app.kubernetes.io/name"]?.string)
    }

    @Test func `the server runs with no more rights than it needs`() throws {
        let pod = try #require(try Manifests.object("Deployment")?["spec"]?["template"]?["spec"])
        let container = try #require(pod["containers"]?.elements.first { _ in true })
        let context = try #require(container["securityContext"])
        #expect(context["readOnlyRootFilesystem"]?.bool == true)
        #expect(context["allowPrivilegeEscalation"]?.bool == false)
        #expect(context["capabilities"]?["drop"]?.elements.compactMap(\.string) == ["ALL"])
        #expect(pod["securityContext"]?["runAsNonRoot"]?.bool == true)
        #expect(pod["securityContext"]?["seccompProfile"]?["type"]?.string == "RuntimeDefault")
        #expect(pod["automountServiceAccountToken"]?.bool == false)
        #expect(container["livenessProbe"]?["httpGet"]?["path"]?.string == "/livez")
        #expect(container["readinessProbe"]?["httpGet"]?["path"]?.string == "/readyz")
        #expect(container["resources"]?["limits"]?["memory"] != nil)
    }
}

extension Settings {
    /// All of the settings, to be compared: written out with the managers that hold by default.
    fileprivate var policyText: String {
        var settings = self
        settings.projectConfigLifecycle.options.managerGroups =
            settings.projectConfigLifecycle.options.managerGroups ?? [
                NamePattern("system:serviceaccounts:\(settings.kargo.namespace)")
            ]
        return "\(settings)"
    }
}
