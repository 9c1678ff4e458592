internal import JSON
internal import Kubernetes

/// What is known of a ServiceAccount.
struct Account: Sendable {
    /// The label that Kargo's management controller goes by; akuity/kargo pkg/controller/management/serviceaccounts.
    static let label = "app.kubernetes.io/component"
    static let controller = "controller"

    let name: ObjectName
    /// Whether it has the label of controllers.
    let isLabelled: Bool
    /// Whether its Pods get a token, where they do not say themselves.
    let mountsToken: Bool

    init?(_ object: Value) {
        let meta = ObjectMeta(of: object)
        guard let name = ObjectName(meta, isNamespaced: true) else { return nil }
        self.name = name
        isLabelled = meta.labels?[Self.label]?.isString(Self.controller) == true
        mountsToken = object["automountServiceAccountToken"]?.bool ?? true
    }

    /// What the chart calls a controller, with the name of its shard behind it.
    var isCalledController: Bool { name.name.utf8.starts(with: "kargo-controller".utf8) }
}

extension Workload {
    /// Whether it is a controller of Kargo's: by its label, else by its name. The management controller is none.
    var isController: Bool {
        if let component = labels[Account.label] { return component == Account.controller }
        return name.name.utf8.starts(with: "kargo-controller".utf8)
    }
}
