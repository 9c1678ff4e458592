package import Admission
internal import JSON
package import Kubernetes

/// A folder of manifests as the cluster: all there is, as it is there.
///
/// Any names and any depth of folders, `.yaml`, `.yml` and `.json`, several documents in a file, lists among them, in any
/// order. Of each object only what rules ask about is kept; of a Secret no value, encoded or not. (What was read is
/// freed, not overwritten: the values of Secrets that a process has read from files may be in its memory until that is
/// used again. Only what was decoded of them is overwritten at once.)
package struct ClusterFolder: Sendable {
    var namespaces: [ObjectName: ObjectFacts]
    var projects: [ObjectName: ObjectFacts]
    var secrets: [ObjectName: PullSecret]
    var settings: [ObjectName: KuberoRegistry]
    var stages: [ObjectName]
    /// What each role lets one do to Secrets; the name of a ClusterRole has no namespace.
    var roles: [ObjectName: SecretAccess]
    private let rules: AccessRules

    /// A cluster in which nothing is.
    init() {
        (namespaces, projects, secrets, settings, stages, roles) = ([:], [:], [:], [:], [], [:])
        rules = AccessRules([])
    }

    /// Reads all of it.
    package init(_ path: String) throws(ClusterFolderError) {
        var reader = FolderReader()
        try reader.read(path)
        self.init(reader)
    }

    init(_ reader: FolderReader) {
        namespaces = reader.namespaces
        projects = reader.projects
        secrets = reader.secrets
        settings = reader.settings
        stages = reader.stages.sorted { $0.name < $1.name }
        rules = AccessRules(reader.access)
        roles = rules.secretAccess
    }

    /// nil: there is none.
    package func namespace(_ name: String) -> ObjectFacts? { namespaces[ObjectName(name: name)] }

    /// The Kargo Project; nil: there is none.
    package func project(_ name: String) -> ObjectFacts? { projects[ObjectName(name: name)] }

    /// A Secret of whatever type; nil: there is none.
    package func pullSecret(namespace: String, name: String) -> PullSecret? {
        secrets[ObjectName(namespace: namespace, name: name)]
    }

    /// The settings of the Kubero in a namespace; nil: there is none.
    package func kubero(namespace: String) -> KuberoRegistry? {
        settings[ObjectName(namespace: namespace, name: KuberoRegistry.objectName)]
    }

    /// The names of the Kargo Stages in a namespace, in order.
    package func stages(namespace: String) -> [String] {
        stages.filter { $0.namespace == namespace }.map(\.name)
    }

    /// What a Role, or without a namespace a ClusterRole, lets one do to Secrets; nil: there is none.
    package func role(namespace: String, name: String) -> SecretAccess? {
        roles[ObjectName(namespace: namespace, name: name)]
    }

    /// What allows this, by the roles and bindings in the folder; nil: nothing does.
    package func access(_ review: AccessReview) -> Grant? { rules.grant(for: review) }
}
