import Configuration
import HTTP
import Webhook

@testable import Serving
@testable import tallyman

/// A server on files of its own. It looks at them when it is told to, by the test's thread.
final class Served {
    let files: MountedFiles
    let log: LogReader
    let running: tallyman.RunningServer
    private let thread: LoopThread

    init(_ text: String = "") throws {
        let (files, log) = (try MountedFiles(text), try LogReader())
        let running = try Self.server(on: files, log)
        let server = running.server
        self.files = files
        self.log = log
        self.running = running
        thread = try LoopThread { _ = try? server.run() }
    }

    deinit {
        running.server.stop()
        running.server.stop()
        thread.join()
    }

    /// - Parameter configuration: to begin with; nil: what is in the file.
    static func server(
        on files: MountedFiles, _ log: LogReader, _ configuration: Configuration? = nil,
        _ cluster: ServedCluster = .none
    ) throws -> tallyman.RunningServer {
        let path = files.configuration
        return try tallyman.RunningServer(
            configuration ?? Configuration(file: path), from: path, cluster, level: .none, log: log.log
        ) { () throws(ConfigurationError) in try Configuration(regularFile: path) }
    }

    var standing: Standing.Snapshot { running.report.standing.now }

    func look() { running.upkeep.look() }

    /// A client that trusts who has signed these certificates.
    func client(trusting versions: MountedFiles.Version...) throws -> Caller {
        try Caller(running.server.address, tls: ClientTLS(authorities: try versions.flatMap(files.authority)))
    }

    /// What the admin listener says.
    func ask(_ target: String, _ method: HTTP.Method = .get) throws -> ClientResponse {
        guard let address = running.server.adminAddress else { throw Caller.NoAnswer() }
        return try Caller(address, tls: nil).call(target, method)
    }

    func text(_ target: String) throws -> String { String(decoding: try ask(target).body, as: UTF8.self) }
}
