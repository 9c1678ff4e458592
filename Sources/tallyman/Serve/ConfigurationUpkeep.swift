internal import Admission
internal import Configuration
internal import Files
internal import Serving
internal import Webhook

/// Looks whether the configuration's file still says what is in force, and puts it in force whole or not at all.
final class ConfigurationUpkeep {
    private var configuration: Configuration
    /// nil: nothing can be read again.
    private let file: String?
    private let load: () throws(ConfigurationError) -> Configuration
    private let current: Current<InForce>
    private let source: (any FactSource)?
    private let certificates: CertificateUpkeep
    private let standing: Standing
    private let log: ServerLog
    private let clock: () -> Int
    private var lookout = Lookout()
    /// The certificates that a configuration has been refused for: it may be good once they are others.
    private var named: [String] = []
    /// What has been in force, until nobody decides by it any more.
    private var retired: [Retired] = []
    /// Where the server's loops are, see `Server.turns`.
    private let turns: () -> [Int]

    /// - Parameters:
    ///   - configuration: what is in force.
    ///   - file: where it is from; nil: it is built in.
    ///   - turns: where the server's loops are, see `Server.turns`.
    ///   - load: reads it again.
    init(
        _ configuration: Configuration, file: String?, in current: Current<InForce>, source: (any FactSource)?,
        certificates: CertificateUpkeep, standing: Standing, log: ServerLog,
        clock: @escaping () -> Int = { WallClock.seconds }, turns: @escaping () -> [Int],
        load: @escaping () throws(ConfigurationError) -> Configuration
    ) {
        self.configuration = configuration
        // Standard input and a pipe (`<(...)` of a shell) are spent with the first reading.
        self.file = file.flatMap { $0 == "-" || FileState(of: $0)?.isRegular == false ? nil : $0 }
        self.current = current
        self.source = source
        self.certificates = certificates
        self.standing = standing
        self.log = log
        self.clock = clock
        self.turns = turns
        self.load = load
    }

    /// What decides.
    var inForce: InForce { current.value }

    /// What has become of the configuration.
    func look(_ occasion: Lookout.Occasion) -> Upkeep.Finding {
        // Not on a signal, which may come at once after another.
        if occasion == .timer, !retired.isEmpty { letGo(at: turns()) }
        guard let file, lookout.isDue([file] + named, occasion) else { return .unchanged }
        do throws(Unusable) {
            let read = try reading()
            let finding = try adopt(read, from: file)
            lookout.calm()
            return finding
        } catch {
            if lookout.isNews(error.why, occasion) {
                log.complain("configuration not reloaded, \(configuration.digest) stays in force: \(error.why)")
                standing.change { $0.configuration.reloads.fail(error.why) }
            }
            return .refused
        }
    }

    /// How much of what was in force is kept yet.
    var retiredCount: Int { retired.count }

    private func letGo(at turns: [Int]) {
        for index in retired.indices.reversed() where retired[index].isUnread(at: turns) { retired.remove(at: index) }
    }

    private func reading() throws(Unusable) -> Configuration {
        named = []
        do throws(ConfigurationError) {
            return try load()
        } catch {
            throw Unusable(error)
        }
    }

    private func adopt(_ read: Configuration, from file: String) throws(Unusable) -> Upkeep.Finding {
        let (next, left) = read.takenOver(from: configuration)
        let changes = next.differences(from: configuration)
        if next.server.tls != configuration.server.tls {
            named = next.server.tls.files
            try certificates.adopt(next.server.tls)
            named = []
        }
        if standing.now.configuration.left != left, !left.isEmpty {
            log.say("configuration \(file): takes effect on a restart only: \(left.joined(separator: ", "))")
        }
        let time = clock()
        standing.change {
            $0.configuration.left = left
            $0.configuration.digest = next.digest
            if changes.isEmpty { $0.configuration.reloads.settle() } else { $0.configuration.reloads.succeed(at: time) }
        }
        guard !changes.isEmpty else { return .unchanged }
        retired.append(Retired(current.replace(with: InForce(next.policy, source: source))))
        configuration = next
        log.say("configuration \(file) is in force, digest \(next.digest): changed \(changes.joined(separator: ", "))")
        return .replaced
    }
}
