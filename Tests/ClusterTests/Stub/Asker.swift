import Admission
import Cluster
import Serving
import Synchronization

/// Asks a cluster and waits for its answers.
struct Asker {
    let cluster: APICluster
    private let inbox: Inbox<[Question: Facts.Answer]>
    let reports: Reports

    final class Reports: Sendable {
        let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock(\.self) }
    }

    /// Kept as long as it may be asked.
    private let stub: StubAPIServer

    /// - Parameter server: how the stub is reached, if not as it says.
    init(_ stub: StubAPIServer, as server: APIServer? = nil) throws {
        self.stub = stub
        let reports = Reports()
        self.reports = reports
        cluster = try APICluster(server ?? stub.server) { line in
            reports.lines.withLock { $0.append(line) }
        }
        inbox = try Inbox()
    }

    func ask(_ questions: [Question], within time: Duration = .seconds(10)) -> [Question: Facts
        .Answer]
    {
        cluster.find(questions, within: time) { [inbox] in inbox.post($0) }
        return inbox.next().first ?? [:]
    }

    func ask(_ question: Question, within time: Duration = .seconds(10)) -> Facts.Answer? {
        ask([question], within: time)[question]
    }

    /// Looks whether the watches say what is wanted, until they do.
    func isHeard(_ question: Question, _ wanted: Facts.Answer?) throws -> Bool {
        let clock = try HTTPClient(ClientSettings(stub.origin, tls: nil))
        let ticks = try Inbox<Bool>()
        for _ in 0..<400 {
            if cluster.known([question])[question] == wanted { return true }
            clock.after(.milliseconds(50)) { ticks.post($0) }
            _ = ticks.next()
        }
        return false
    }
}
