import Configuration
import Files
import Glibc
import Serving
import Testing
import Webhook

@testable import tallyman

@Suite(.timeLimit(.minutes(5))) struct ConfigurationReloadTests {
    static let warns = "rules:\n  keep-namespace: {enforce: warn}"
    static let wrong = "rules:\n  keep-namespace: {enforec: warn}"

    static func review() throws -> [UInt8] {
        try Files.read("\(Manifests.root)/Tests/Reviews/keep-namespace/project-create-keep-bad-1.json", limit: 1 << 20)
    }

    /// The digest in the audit annotation of the next decision.
    private func digest(of served: Served) throws -> String {
        let answer = try served.client(trusting: .first).review(try Self.review())
        return try String(#require(answer.firstMatch(of: /"config":"([^"]+)"/)).1)
    }

    @Test func `a configuration that has changed is in force, and the log says what of it`() throws {
        let served = try Served()
        let before = served.standing.configuration.digest
        served.look()
        #expect(served.log.lines().isEmpty)
        try served.files.write(Self.warns)
        served.look()
        let after = served.standing.configuration.digest
        #expect(try after != before && digest(of: served) == after)
        let path = served.files.configuration
        #expect(
            served.log.lines() == [
                "configuration \(path) is in force, digest \(after): changed rules.keep-namespace.enforce"
            ])
        served.look()
        #expect(served.log.lines().isEmpty)
        #expect(served.standing.configuration.reloads.successes == 1)
    }

    @Test func `a folder that is swapped by its link is looked into`() throws {
        let served = try Served()
        try served.files.write(Self.warns, in: .second)
        served.files.show(.second)
        served.look()
        #expect(try served.standing.configuration.digest == Configuration(file: served.files.configuration).digest)
        #expect(served.log.lines().contains { $0.contains("changed rules.keep-namespace.enforce") })
    }

    @Test func `a file that is broken changes nothing, and is said once with its place, and a good one clears it`()
        throws
    {
        let served = try Served(Self.warns)
        let digest = served.standing.configuration.digest
        try served.files.write(Self.wrong)
        served.look()
        #expect(served.log.lines().isEmpty, "it may be being written")
        for _ in 0..<3 { served.look() }
        let problem = "\(served.files.configuration):9:20: rules.keep-namespace.enforec: unknown key"
        let lines = served.log.lines()
        #expect(lines.count == 1)
        #expect(lines[0].hasPrefix("configuration not reloaded, \(digest) stays in force: \(problem)"))
        #expect(try self.digest(of: served) == digest)
        #expect(try served.text("/readyz") == "ok\n", "it is no reason to take all replicas away")
        #expect(try served.text("/readyz?verbose").contains("not reloaded: \(problem)"))
        #expect(try served.text("/metrics").contains("tallyman_configuration_last_reload_successful 0\n"))
        #expect(try served.text("/metrics").contains("tallyman_configuration_reloads_total{result=\"failure\"} 1\n"))
        try served.files.write(Self.warns)
        served.look()
        #expect(served.log.lines().isEmpty, "it is what is in force")
        #expect(try served.text("/metrics").contains("tallyman_configuration_last_reload_successful 1\n"))
        #expect(try !served.text("/readyz?verbose").contains("not reloaded"))
    }

    @Test func `a file that is gone changes nothing`() throws {
        let served = try Served(Self.warns)
        let digest = served.standing.configuration.digest
        unsafe unlink(served.files.configuration)
        for _ in 0..<3 { served.look() }
        #expect(served.log.lines().count == 1)
        #expect(served.standing.configuration.digest == digest)
    }

    @Test func `a pipe in the file's place is refused, and nobody waits for who writes to it`() throws {
        let served = try Served(Self.warns)
        let digest = served.standing.configuration.digest
        served.files.makePipe("config.yaml")
        for _ in 0..<3 { served.look() }
        let lines = served.log.lines()
        #expect(lines.count == 1 && lines.allSatisfy { $0.contains("config.yaml: is no regular file") }, "\(lines)")
        #expect(served.standing.configuration.digest == digest)
        #expect(try served.client(trusting: .first).call("/").status == 404)
    }

    @Test(arguments: ["-", "pipe"]) func `what can be read once is not looked at again`(_ name: String) throws {
        let (files, log) = (try MountedFiles(), try LogReader())
        let configuration = try Configuration(file: files.configuration)
        if name == "pipe" { files.makePipe("config.yaml") }
        let running = try tallyman.RunningServer(
            configuration, from: name == "pipe" ? files.configuration : name, .none, level: .none, log: log.log
        ) { () throws(ConfigurationError) in try Configuration(regularFile: files.configuration + ".not") }
        for _ in 0..<3 { running.upkeep.look() }
        running.upkeep.reload()
        #expect(log.lines() == ["SIGHUP: configuration unchanged, certificate unchanged"])
    }

    @Test func `SIGHUP says at once what came of it`() throws {
        let served = try Served()
        served.running.upkeep.reload()
        #expect(served.log.lines() == ["SIGHUP: configuration unchanged, certificate unchanged"])
        try served.files.write(Self.wrong)
        served.running.upkeep.reload()
        #expect(
            served.log.lines().map { $0.prefix(28) } == [
                "configuration not reloaded, ", "SIGHUP: configuration refuse",
            ])
        try served.files.write(Self.warns)
        served.running.upkeep.reload()
        #expect(served.log.lines().last == "SIGHUP: configuration replaced, certificate unchanged")
    }

    @Test func `several mistakes are one line`() throws {
        let served = try Served()
        try served.files.write("kargo: {namespace: A}\nkubero: {namespace: B}\nkargoo: {}")
        served.running.upkeep.reload()
        let lines = served.log.lines()
        #expect(lines.count == 2 && lines[0].hasSuffix("(and 2 more: tallyman config validate --config FILE)"))
    }

    @Test func `what takes a restart is said once and waits for it, and the rest is in force`() throws {
        let served = try Served()
        let before = try Configuration(file: served.files.configuration)
        try served.files.write(
            "  limits: {body: 1Mi}\n  timeouts: {idle: 3m}\ncluster: {source: api, ifUnavailable: warn}\n\(Self.warns)")
        for _ in 0..<3 { served.look() }
        let path = served.files.configuration
        let left = "server.limits.body, server.timeouts.idle, cluster.source"
        let digest = served.standing.configuration.digest
        #expect(
            served.log.lines() == [
                "configuration \(path): takes effect on a restart only: \(left)",
                "configuration \(path) is in force, digest \(digest): changed cluster.ifUnavailable, "
                    + "rules.keep-namespace.enforce",
            ])
        #expect(try digest != before.digest && digest != Configuration(file: path).digest)
        #expect(try served.text("/readyz?verbose").contains("a restart is needed for \(left)"))
        #expect(try served.text("/metrics").contains("tallyman_configuration_restart_required 1\n"))
    }

    @Test func `what was in force before is let go of once no loop decides by it`() throws {
        let served = try Served()
        weak let first = served.running.upkeep.configuration.inForce
        try served.files.write(Self.warns)
        served.look()
        served.look()
        #expect(first != nil, "a loop may not have heard of the new one")
        // The loops wait, but for a moment in which one of them may not.
        for _ in 0..<100 where first != nil { served.look() }
        #expect(first == nil && served.running.upkeep.configuration.retiredCount == 0)
    }

    @Test func `a configuration whose certificate cannot be used is not taken at all`() throws {
        let served = try Served()
        let digest = served.standing.configuration.digest
        try served.files.write("\(Self.warns)\n")
        let text = String(decoding: try served.files.read("config.yaml", of: .first), as: UTF8.self)
        try served.files.put(Array(text.replacing("tls.key", with: "ca.key").utf8), "config.yaml")
        for _ in 0..<2 { served.look() }
        #expect(served.log.lines().count { $0.contains("ca.key") } == 1)
        #expect(served.standing.configuration.digest == digest)
        #expect(try served.client(trusting: .first).call("/").status == 404)
    }

    @Test func `a configuration whose certificate comes later is taken as soon as it is there`() throws {
        let served = try Served()
        try served.files.write(Self.warns)
        let text = String(decoding: try served.files.read("config.yaml", of: .first), as: UTF8.self)
        try served.files.put(Array(text.replacing("tls.key", with: "..data/late.key").utf8), "config.yaml")
        for _ in 0..<5 { served.look() }
        let lines = served.log.lines()
        #expect(lines.count == 1 && lines.allSatisfy { $0.contains("late.key") }, "\(lines)")
        try served.files.put(try served.files.read("tls.key", of: .first), "late.key")
        served.look()
        let taken = served.log.lines()
        #expect(taken.count == 1 && taken.allSatisfy { $0.contains("rules.keep-namespace.enforce") }, "\(taken)")
    }
}
