internal import Synchronization

/// How it stands with the files that a server goes by, for probes and metrics. Written by the thread that looks at
/// them.
final class Standing: Sendable {
    /// The configuration in force.
    struct Configuration: Sendable {
        var digest: String
        /// The file it is from; nil: the built-in defaults.
        var file: String?
        /// Settings in the file that are not in force before a restart.
        var left: [String] = []
        var reloads: Reloads
    }

    /// A certificate in use.
    struct Certificate: Sendable {
        /// What it is for.
        enum Purpose: String, Sendable {
            case serving
            case clientCA = "client_ca"
        }

        var purpose: Purpose
        /// The file it is from.
        var path: String
        var subject: String
        /// In seconds since 1970, and the end in RFC 3339 too.
        var beginning: Int
        var end: Int
        var notAfter: String
        var fingerprint: String

        func hasEnded(at now: Int) -> Bool { end < now }
    }

    struct Snapshot: Sendable {
        var configuration: Configuration
        var certificates: [Certificate] = []
        var certificateReloads: Reloads
        /// What stands beside the certificate.
        var list = ServedList.missing(why: "not read yet")
    }

    private let snapshot: Mutex<Snapshot>

    init(_ configuration: Configuration) {
        snapshot = Mutex(Snapshot(configuration: configuration, certificateReloads: configuration.reloads))
    }

    var now: Snapshot { snapshot.withLock { $0 } }

    func change(_ body: (inout Snapshot) -> Void) { snapshot.withLock { body(&$0) } }
}
