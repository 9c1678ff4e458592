import Files
import Glibc
import Metrics
import Serving
import Testing

@testable import tallyman

@Suite(.timeLimit(.minutes(5))) struct CertificateReloadTests {
    @Test func `a swapped certificate is shown to new connections, and none that is there is dropped`() throws {
        let served = try Served()
        let steady = try served.client(trusting: .first)
        #expect(try steady.call("/").status == 404)
        for version in [MountedFiles.Version.second, .first, .second] {
            served.files.show(version)
            served.look()
            let other: MountedFiles.Version = version == .first ? .second : .first
            #expect(try served.client(trusting: version).call("/").status == 404)
            #expect(throws: ClientFailure.self) { try served.client(trusting: other).call("/") }
            let accepted = served.running.server.counts.accepted
            #expect(try steady.call("/").status == 404)
            #expect(served.running.server.counts.accepted == accepted, "its connection is the one it had")
        }
        let lines = served.log.lines()
        #expect(lines.count == 3)
        #expect(
            lines.allSatisfy { $0.hasPrefix("certificate \(served.files.certificate) is in use: CN=tallyman, until ") })
        #expect(try served.text("/metrics").contains("tallyman_certificate_reloads_total{result=\"success\"} 3\n"))
    }

    @Test func `a pair of which one half has been replaced is waited for in silence`() throws {
        let served = try Served()
        try served.files.put(try served.files.read("tls.crt", of: .second), "tls.crt")
        served.look()
        #expect(served.log.lines().isEmpty)
        #expect(try served.client(trusting: .first).call("/").status == 404)
        try served.files.put(try served.files.read("tls.key", of: .second), "tls.key")
        served.look()
        #expect(try served.client(trusting: .second).call("/").status == 404)
        #expect(served.log.lines().count == 1)
        #expect(served.standing.certificateReloads.failures == 0)
    }

    enum Fault: CaseIterable {
        case otherKey, empty, half, gone, pipe
    }

    @Test(arguments: Fault.allCases) func `a pair that cannot be used is said once, and the old one stays`(
        _ fault: Fault
    ) throws {
        let served = try Served()
        switch fault {
        case .otherKey: try served.files.put(try served.files.read("tls.key", of: .second), "tls.key")
        case .empty: try served.files.put([], "tls.crt")
        case .half: try served.files.put(try served.files.read("tls.crt", of: .second).dropLast(200), "tls.crt")
        case .gone: served.files.remove("tls.crt")
        case .pipe: served.files.makePipe("tls.crt")
        }
        for _ in 0..<4 { served.look() }
        let lines = served.log.lines()
        #expect(lines.count == 1)
        #expect(lines[0].hasPrefix("certificate not reloaded, the one in use stays: "), "\(lines)")
        #expect(try served.client(trusting: .first).call("/").status == 404)
        #expect(try served.text("/readyz") == "ok\n")
        #expect(try served.text("/readyz?verbose").contains("[+]certificate ok: until "))
        #expect(try served.text("/metrics").contains("tallyman_certificate_last_reload_successful 0\n"))
        served.files.show(.second)
        served.look()
        #expect(try served.client(trusting: .second).call("/").status == 404)
        #expect(try served.text("/metrics").contains("tallyman_certificate_last_reload_successful 1\n"))
    }

    /// The upkeep of a certificate whose year has two seconds left, and a clock.
    private final class Clock {
        var time = WallClock.seconds
    }

    @Test func `one that has expired, or is not valid yet, is refused`() throws {
        let (files, log, clock) = (try MountedFiles(), try LogReader(), Clock())
        let standing = Standing(.init(digest: "", reloads: Reloads(since: 0)))
        let settings = TLSSettings(certificate: files.certificate, privateKey: "\(files.certificate)")
        let upkeep = CertificateUpkeep(settings, standing: standing, log: log.log, clock: { clock.time }) {
            _ throws(ServerError) in
        }
        files.show(.second)
        clock.time += 366 * 86_400
        #expect(upkeep.look(.signal) == .refused)
        #expect(log.lines().contains { $0.contains("the certificate has expired at ") })
        clock.time = 1_000_000_000
        #expect(upkeep.look(.signal) == .refused)
        #expect(log.lines().contains { $0.contains("is not valid yet") })
        #expect(standing.now.certificateReloads.failures == 2)
        clock.time = WallClock.seconds
        // The files are the same: what has changed is the time.
        for _ in 1..<Lookout.patience { #expect(upkeep.look(.timer) == .unchanged) }
        #expect(upkeep.look(.timer) == .replaced)
    }

    @Test func `that the one in use ends is said two weeks before, and once more when it has`() throws {
        let (files, log, clock) = (try MountedFiles(), try LogReader(), Clock())
        let standing = Standing(.init(digest: "", reloads: Reloads(since: 0)))
        let settings = TLSSettings(certificate: files.certificate, privateKey: files.certificate)
        let upkeep = CertificateUpkeep(settings, standing: standing, log: log.log, clock: { clock.time }) {
            _ throws(ServerError) in
        }
        var said: [Int: [String]] = [:]
        for days in [0, 340, 352, 360, 366, 367] {
            clock.time = WallClock.seconds + days * 86_400
            _ = upkeep.look(.timer)
            said[days] = log.lines()
        }
        #expect(said.mapValues(\.count) == [0: 0, 340: 0, 352: 1, 360: 0, 366: 1, 367: 0])
        #expect(said[352]?.first?.contains("\(files.certificate) expires at 20") == true)
        #expect(said[366]?.first?.contains("\(files.certificate) has expired at 20") == true)
        #expect(standing.now.checks(at: clock.time).map(\.isPassed) == [true, false])
    }

    @Test func `whom clients are vouched for by is looked at like the certificate`() throws {
        let (files, log) = (try MountedFiles(), try LogReader())
        let standing = Standing(.init(digest: "", reloads: Reloads(since: 0)))
        let authority = "\(files.configuration).ca"
        unsafe symlink("..data/ca.crt", authority)
        defer { unsafe unlink(authority) }
        let settings = TLSSettings(
            certificate: files.certificate, privateKey: files.certificate, clientCA: authority, clientNames: ["a"])
        let upkeep = CertificateUpkeep(settings, standing: standing, log: log.log) { _ throws(ServerError) in }
        #expect(standing.now.checks(at: 0).map(\.name) == ["configuration", "certificate", "client-ca"])
        files.show(.second)
        #expect(upkeep.look(.timer) == .replaced)
        #expect(log.lines().map { $0.contains(authority) } == [false, true])
        let family = standing.now.families.first { $0.name == "tallyman_certificate_not_after_timestamp_seconds" }
        #expect(family?.samples.flatMap(\.labels).map(\.value) == ["serving", "client_ca"])
        files.remove("ca.crt", of: .second)
        #expect(upkeep.look(.signal) == .refused)
    }

    @Test(arguments: [
        (90, 80, CertificateAge.fine), (90, 81, .fine), (90, 82, .ending), (1, 0, .fine), (365, 352, .ending),
    ])
    func `the last tenth of a short life is its end`(days: Int, gone: Int, age: CertificateAge) {
        let certificate = Standing.Certificate(
            purpose: .serving, path: "", subject: "", beginning: 0, end: days * 86_400, notAfter: "", fingerprint: "")
        #expect(CertificateAge(of: certificate, at: gone * 86_400) == age)
    }
}
