package import Admission

/// `cluster:` in the configuration: where look-ups go.
package struct ClusterSettings: Sendable, Equatable {
    package enum Source: String, CaseIterable, Sendable {
        /// Nowhere: rules decide by the review alone.
        case none
        /// A folder of YAML files.
        case directory
        /// The API server.
        case api
    }

    package var source = Source.none
    /// The folder, for `source: directory`.
    package var directory: String?
    package var ifUnavailable = Policy.IfUnavailable.deny

    package init() {}
}
