internal import Admission
internal import ArgumentParser
internal import Cluster
internal import Configuration
internal import Files
internal import Manifests
internal import Webhook

/// `tallyman check`: plain manifests through the rules.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Decide manifests as if they were applied now, before they are merged.",
        discussion: """
            Each object of a kind that a rule is for goes through the mutating and then the validating webhook's rules; \
            objects of other kinds are counted. A namespaced object that says no namespace is in that of -n, else in \
            default. The user is in the group system:authenticated, and a service account in the groups of all of them \
            and of its namespace.

            Without a cluster rules look nothing up. With one, Namespaces, Projects, Secrets, Stages and Kubero settings \
            among the manifests count as being in it, and go before those of their names there (after them for DELETE); \
            Roles and bindings among them do not count: they still have to be let in.

            Ends with 0, with 1 when an object is denied, and with 2 when something could not be read (the rest is \
            checked all the same) or there was no object at all.
            """)

    enum Output: String, ExpressibleByArgument, CaseIterable {
        case text, json, sarif, github
    }

    enum Change: String, ExpressibleByArgument, CaseIterable {
        case create = "CREATE"
        case update = "UPDATE"
        case delete = "DELETE"
    }

    @OptionGroup var options: ClusterOptions
    @Option(name: .customLong("as"), help: "The user: a name, or system:serviceaccount:NAMESPACE:NAME.")
    var user = "tallyman-check"
    @Option(name: .customLong("as-group"), help: "A group that the user is in; may be repeated.")
    var groups: [String] = []
    @Option(help: "What applying them does; DELETE takes the manifests as what is there.")
    var operation = Change.create
    @Option(help: "For UPDATE: what the objects were, by kind, namespace and name; others are created.")
    var old: String?
    @Option(name: [.customShort("n"), .long], help: "The namespace of objects that say none.") var namespace: String?
    @Option(name: [.customShort("o"), .long], help: "How findings are printed.") var output = Output.text
    @Argument(help: "Files, folders of .yaml, .yml and .json files, or - for standard input.") var manifests: [String]

    func validate() throws {
        guard (operation == .update) == (old != nil) else {
            throw ValidationError("--operation UPDATE and --old FILE go together: what is updated, and from what")
        }
        guard (manifests + [old].compactMap(\.self)).count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("standard input (-) can be read once only")
        }
    }

    func run() throws {
        let configuration = try options.load()
        let set = ManifestSet(manifests)
        let folder = try configuration.cluster.onceReadFolder()?
            .holding(
                set.objects.map(\.object.value), in: namespace ?? "default", replacing: operation != .delete)
        let check = Check(
            reviewer: Reviewer(policy: configuration.policy, source: folder),
            requester: Requester(user: user, groups: groups + ImpliedGroups.of(user)), namespace: namespace)
        let report = check.run(set, change)
        print(report)
        if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
    }

    private var change: Check.Change {
        switch operation {
        case .create: .create
        case .update: .update(from: ManifestSet([old].compactMap(\.self)))
        case .delete: .delete
        }
    }

    private func print(_ report: Report) {
        // Where GitHub reads along it would take a line that begins like a command for one; there they are commands.
        if output != .github { for unread in report.unreadable { Files.complain("\(unread)") } }
        if report.isEmpty, report.unreadable.isEmpty {
            Files.complain("nothing to check: there is no object in what was read")
        }
        switch output {
        case .text: Files.print(Array(report.text(isColoured: Surroundings.showsColour).utf8))
        case .github: Files.print(Array(report.github.utf8))
        case .json: Files.print(report.json)
        case .sarif: Files.print(report.sarif(in: Surroundings.folder, version: Tallyman.configuration.version))
        }
    }
}
