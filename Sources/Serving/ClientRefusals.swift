internal import Synchronization

/// Clients that were turned away because they did not show a certificate they had to: counted all of them, and one told
/// of now and then, so that whoever tries over and over does not fill the log.
final class ClientRefusals: Sendable {
    /// Between two lines of the log.
    private static let pause = Duration.seconds(10)

    private struct Record {
        var count = 0
        /// Since the last line.
        var untold = 0
        var next: Instant?
    }

    private let record = Mutex(Record())
    private let log: @Sendable (String) -> Void

    /// - Parameter log: is given a line now and then, in printable ASCII.
    init(log: @escaping @Sendable (String) -> Void = { _ in }) {
        self.log = log
    }

    var count: Int { record.withLock { $0.count } }

    /// - Parameter reason: what was wrong with the certificate.
    func note(_ reason: String, at now: Instant = .now) {
        let untold: Int? = record.withLock { record in
            record.count += 1
            guard record.next.map({ $0 <= now }) ?? true else {
                record.untold += 1
                return nil
            }
            defer { record.untold = 0 }
            record.next = now + Self.pause
            return record.untold
        }
        guard let untold else { return }
        log("a client was refused: \(reason)\(untold == 0 ? "" : " (and \(untold) more since the last such line)")")
    }
}
