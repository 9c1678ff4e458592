internal import Cluster
internal import Kubernetes

/// The kinds that checks read.
extension Selection {
    static let validatingWebhooks = Selection(
        "validatingwebhookconfigurations", kind: "ValidatingWebhookConfiguration", in: "admissionregistration.k8s.io",
        version: "v1")
    static let mutatingWebhooks = Selection(
        "mutatingwebhookconfigurations", kind: "MutatingWebhookConfiguration", in: "admissionregistration.k8s.io",
        version: "v1")

    static func services(in namespace: String) -> Selection {
        Selection("services", kind: "Service", in: "", version: "v1", namespace: namespace)
    }

    static func endpointSlices(in namespace: String) -> Selection {
        Selection(
            "endpointslices", kind: "EndpointSlice", in: "discovery.k8s.io", version: "v1", namespace: namespace,
            label: EndpointSlice.serviceLabel)
    }

    static func deployments(in namespace: String? = nil) -> Selection {
        Selection("deployments", kind: "Deployment", in: "apps", version: "v1", namespace: namespace)
    }

    static func disruptionBudgets(in namespace: String) -> Selection {
        Selection(
            "poddisruptionbudgets", kind: "PodDisruptionBudget", in: "policy", version: "v1", namespace: namespace)
    }

    static func configMaps(in namespace: String) -> Selection {
        Selection("configmaps", kind: "ConfigMap", in: "", version: "v1", namespace: namespace)
    }

    static func secrets(in namespace: String? = nil, label: String? = nil) -> Selection {
        Selection("secrets", kind: "Secret", in: "", version: "v1", namespace: namespace, label: label)
    }

    static func serviceAccounts(in namespace: String? = nil, label: String? = nil) -> Selection {
        Selection("serviceaccounts", kind: "ServiceAccount", in: "", version: "v1", namespace: namespace, label: label)
    }

    static func namespaces(label: String? = nil) -> Selection {
        Selection("namespaces", kind: "Namespace", in: "", version: "v1", label: label)
    }

    static let definitions = Selection(
        "customresourcedefinitions", kind: "CustomResourceDefinition", in: "apiextensions.k8s.io", version: "v1")

    static let projects = kargo("projects", "Project")
    static let projectConfigs = kargo("projectconfigs", "ProjectConfig")
    static let stages = kargo("stages", "Stage")
    static let pipelines = kubero("kuberopipelines", "KuberoPipeline")
    static let kuberoes = kubero("kuberoes", "Kubero")

    /// Kinds that only OpenShift has, and has objects of wherever it is.
    static let openShift = [
        Selection("clusterversions", kind: "ClusterVersion", in: "config.openshift.io", version: "v1"),
        Selection(
            "securitycontextconstraints", kind: "SecurityContextConstraints", in: "security.openshift.io",
            version: "v1"),
    ]

    private static func kargo(_ resource: String, _ kind: String) -> Selection {
        Selection(resource, kind: kind, in: "kargo.akuity.io", version: "v1alpha1")
    }

    private static func kubero(_ resource: String, _ kind: String) -> Selection {
        Selection(resource, kind: kind, in: "application.kubero.dev", version: "v1alpha1")
    }
}
