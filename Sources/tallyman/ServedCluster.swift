internal import Admission
internal import ArgumentParser
internal import Cluster
internal import Configuration
internal import Files
internal import Metrics
internal import Serving

/// The cluster that a server looks things up in.
enum ServedCluster: Sendable {
    case none
    case folder(ReloadingFolder)
    case api(APICluster)

    /// Connects or reads, as it is configured; ends the command where that cannot be done.
    /// - Parameter api: the API server, where look-ups go to it.
    init(_ settings: ClusterSettings, _ api: APIServer?, log: ServerLog) throws {
        switch settings.source {
        case .none: self = .none
        case .directory: self = try settings.folder().map { .folder($0) } ?? .none
        case .api: self = try api.map { .api(try Self.connect($0, log)) } ?? .none
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

    private static func connect(_ server: APIServer, _ log: ServerLog) throws -> APICluster {
        do {
            return try APICluster(server) { log.complain("API server: \($0)") }
        } catch {
            Files.complain("\(error)")
            throw ExitCode(2)
        }
    }

    /// On SIGHUP. What comes from the API server is fresh as it is.
    func reload(_ log: ServerLog) -> String {
        guard case .folder(let folder) = self else { return "" }
        do throws(ClusterFolderError) {
            try folder.reload()
            return ", cluster folder read again"
        } catch {
            log.complain("cluster folder not reloaded, what was read before stays: \(Unusable(error).why)")
            return ", cluster folder refused"
        }
    }

    /// Where threads of its own are that look-ups wait for, see `Server.run`.
    var turns: [Int] {
        guard case .api(let api) = self else { return [] }
        return [api.turn]
    }

    /// How it stands, for probes; nil: nothing is looked up.
    var note: String? {
        switch self {
        case .none: return nil
        case .folder: return "a folder (information only)"
        case .api(let api):
            let lagging = api.lagging
            return lagging.isEmpty
                ? "watches are up to date (information only)"
                : "not up to date: \(lagging.joined(separator: ", ")) (information only)"
        }
    }

    var families: [MetricFamily] {
        guard case .api(let api) = self else { return [] }
        return Self.families(calls: api.calls, lagging: api.lagging.count)
    }

    /// Where there is an API server.
    static func families(calls: Int, lagging: Int) -> [MetricFamily] {
        [
            MetricFamily(
                "tallyman_api_requests_total", .counter, "Requests sent to the API server.", Double(calls)),
            MetricFamily(
                "tallyman_watches_lagging", .gauge,
                "Watches of the API server that do not go well, so that each object is asked for.",
                Double(lagging)),
        ]
    }
}
