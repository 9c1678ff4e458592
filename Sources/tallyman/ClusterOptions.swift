internal import Admission
internal import ArgumentParser
internal import Cluster
internal import Configuration
internal import Files
internal import Webhook

/// The configuration, and the cluster that an offline command is to look things up in.
struct ClusterOptions: ParsableArguments {
    @OptionGroup var config: ConfigOptions
    @Option(
        name: .customLong("cluster"),
        help: "A folder of manifests to look things up in, as `cluster: {source: directory, directory: DIR}`.")
    var folder: String?

    /// What decides reviews; ends the command where the configuration or the folder cannot be used.
    func reviewer() throws -> (reviewer: Reviewer, configuration: Configuration) {
        let configuration = try load()
        let source = try configuration.cluster.folder()
        return (Reviewer(policy: configuration.policy, source: source), configuration)
    }

    /// The configuration, with the folder as its cluster.
    func load() throws -> Configuration {
        var configuration = try config.load()
        if let folder {
            configuration.cluster.source = .directory
            configuration.cluster.directory = folder
        }
        // Whoever reads manifests has no business with the Secrets of a cluster.
        guard configuration.cluster.source != .api else {
            Files.complain("cluster.source: api is for `tallyman serve`; name a folder of manifests by --cluster DIR")
            throw ExitCode(2)
        }
        return configuration
    }
}

extension ClusterSettings {
    /// The folder of `source: directory`, read; nil for `none`. Ends the command where it cannot be read.
    func folder() throws -> ReloadingFolder? {
        try read { path throws(ClusterFolderError) in try ReloadingFolder(path) }
    }

    /// The same, to be read once.
    func onceReadFolder() throws -> ClusterFolder? {
        try read { path throws(ClusterFolderError) in try ClusterFolder(path) }
    }

    private func read<Folder>(_ read: (String) throws(ClusterFolderError) -> Folder) throws -> Folder? {
        guard source == .directory, let directory else { return nil }
        do throws(ClusterFolderError) {
            return try read(directory)
        } catch {
            Files.complain("\(error)")
            throw ExitCode(2)
        }
    }
}
