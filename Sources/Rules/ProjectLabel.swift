internal import JSON

/// `kargo.akuity.io/project: "true"` on a Namespace makes it that of the Project of its name.
enum ProjectLabel {
    static let key = "kargo.akuity.io/project"

    static func isOn(_ labels: Value?) -> Bool { labels?[key]?.isString("true") == true }
}
