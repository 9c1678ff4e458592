internal import ArgumentParser
internal import Audit
internal import Cluster
internal import Configuration
internal import Files
internal import Manifests
internal import Serving

/// `tallyman audit`: everything that exists, through the rules.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Say what of all that exists in a cluster the rules would deny or warn of if it were created now.",
        discussion: """
            Reads every object of each kind that a rule is for, a page at a time, and changes nothing. Of Secrets only \
            those that Kargo takes for credentials are read. Who once created an object is not known, so rules about \
            who acts do not judge, and the report names them; --as judges as a certain user. What is being deleted is \
            counted, not judged.

            Ends with 0 when nothing would be denied, with 1 when something would be, and with 2 when something could \
            not be read or looked up (the rest is audited all the same), or there is nothing at all.
            """)

    enum Output: String, ExpressibleByArgument, CaseIterable {
        case text, json, html
    }

    @OptionGroup var options: InventoryOptions
    @Option(name: [.customShort("o"), .long], help: "text: for people; json; html: a page to be passed on.")
    var output = Output.text
    @Flag(
        help: """
            In text: every finding that is kept (\(AuditReport.keptFindings) of each rule and severity), not only the \
            first few that say the same.
            """)
    var all = false
    @Option(name: .customLong("as"), help: "Judge as if this user created everything: a name, or a service account's.")
    var user: String?
    @Option(name: .customLong("as-group"), help: "A group that the user is in; may be repeated.")
    var groups: [String] = []

    func validate() throws {
        guard groups.isEmpty || user != nil else {
            throw ValidationError("--as-group goes with --as USER: who is in the group")
        }
    }

    func run() throws {
        let (inventory, facts, configuration) = try options.open()
        let creator = user.map { Creator.user(Requester(user: $0, groups: groups + ImpliedGroups.of($0))) } ?? .nobody
        let auditor = Auditor(
            inventory, facts: facts, settings: configuration.settings, digest: configuration.digest, creator: creator)
        var report = AuditReport(
            place: inventory.place, time: WallClock.now, digest: configuration.digest,
            version: Tallyman.configuration.version, user: user)
        run(auditor, into: &report)
        print(report)
        if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
    }

    private func run(_ auditor: Auditor, into report: inout AuditReport) {
        guard var line = TerminalLine() else { return auditor.run(into: &report) }
        defer { line.erase() }
        auditor.run(into: &report) { progress in line.show { progress.line } }
    }

    private func print(_ report: AuditReport) {
        for unread in report.unread where output != .text { Files.complain("could not be read: \(OneLine(unread))") }
        if report.isEmpty, report.unread.isEmpty {
            Files.complain("\(OneLine(report.place)): there is nothing that a rule is for. Is it the right cluster?")
        }
        switch output {
        case .text: Files.print(Array(report.text(isColoured: Surroundings.showsColour, all: all).utf8))
        case .json: Files.print(report.json)
        case .html: Files.print(Array(report.html.utf8))
        }
    }
}
