internal import Admission
internal import ArgumentParser
internal import Cluster
internal import Configuration
internal import Files
internal import Serving

/// The cluster that a server looks things up in.
enum ServedCluster {
    case none
    case folder(ReloadingFolder)
    case api(APICluster)

    /// Connects or reads, as it is configured; ends the command where that cannot be done.
    /// - Parameter api: the API server, where look-ups go to it.
    init(_ settings: ClusterSettings, _ api: APIServer?) throws {
        switch settings.source {
        case .none: self = .none
        case .directory: self = try settings.folder().map { .folder($0) } ?? .none
        case .api: self = try api.map { .api(try Self.connect($0)) } ?? .none
        }
    }

    /// The API server, where look-ups go to it; ends the command where it is not said how it is reached.
    /// - Parameter kubeconfig: how to reach it; nil: as a Pod does.
    static func server(_ settings: ClusterSettings, kubeconfig: String?) throws -> APIServer? {
        guard settings.source == .api else { return nil }
        do throws(APIServerError) {
            guard let kubeconfig else { return try APIServer.inCluster(environment: Surroundings.variable) }
            return try APIServer.kubeconfig(kubeconfig)
        } catch {
            Files.complain("\(error)")
            throw ExitCode(2)
        }
    }

    var source: (any FactSource)? {
        switch self {
        case .none: nil
        case .folder(let folder): folder
        case .api(let api): api
        }
    }

    private static func connect(_ server: APIServer) throws -> APICluster {
        do {
            return try APICluster(server) { Files.complain("tallyman: API server: \($0)") }
        } catch {
            Files.complain("\(error)")
            throw ExitCode(2)
        }
    }

    /// On SIGHUP. What comes from the API server is fresh as it is.
    func reload() -> String {
        guard case .folder(let folder) = self else { return "there is nothing to read again" }
        do throws(ClusterFolderError) {
            try folder.reload()
            return "the cluster's folder is read again"
        } catch {
            return "the cluster stays as it was read before: \(error)"
        }
    }
}
