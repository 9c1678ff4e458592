internal import Cluster
internal import Configuration
internal import Webhook

extension Reviewer {
    /// What decides by the built-in defaults.
    static var byDefault: Reviewer { Reviewer(policy: Configuration().policy) }

    /// What decides by a configuration. A folder that stands for the cluster is looked for from the configuration's own.
    static func configured(by file: String, in folder: String) throws(RecordingError) -> Reviewer {
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try Configuration(file: "\(folder)/\(file)")
        } catch {
            throw RecordingError(error)
        }
        guard configuration.cluster.source == .directory, let directory = configuration.cluster.directory else {
            return Reviewer(policy: configuration.policy)
        }
        do throws(ClusterFolderError) {
            let path = directory.hasPrefix("/") ? directory : "\(folder)/\(directory)"
            return Reviewer(policy: configuration.policy, source: try ClusterFolder(path))
        } catch {
            throw RecordingError(error)
        }
    }
}
