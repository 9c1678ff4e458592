internal import Admission
internal import ArgumentParser
internal import Configuration
internal import Files
internal import HTTP
internal import Serving
internal import Webhook

/// `tallyman serve`: the server itself.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer the API server's AdmissionReviews over HTTPS.",
        discussion: """
            Serves POST /validate and POST /mutate until SIGTERM, or SIGINT (Ctrl-C). Both let requests in flight be \
            answered; SIGTERM has it take new ones for server.drain.delay yet. A second one ends it at once. \
            Without --config it listens on 127.0.0.1:8443 with certs/tls.crt \
            and certs/tls.key, as `tallyman certs init` makes them.
            """)

    @OptionGroup var options: ConfigOptions
    @Option(help: "How to reach the API server for look-ups, as `cluster: {source: api}` from outside of the cluster.")
    var kubeconfig: String?
    @Flag(help: "Look things up with the API server of the cluster that this runs in, as `cluster: {source: api}`.")
    var inCluster = false
    @Option(help: "Which decisions are logged, a line of JSON each; denials includes warnings.")
    var log = LogLevel.denials

    func run() throws {
        LastWord.prepare()
        ProcessMemory.limitHeap()
        var configuration = try options.load()
        if inCluster || kubeconfig != nil { configuration.cluster.source = .api }
        // Before anything else, so that no thread is there that a signal could end.
        let signals = try Signals()
        let cluster = try ServedCluster(configuration.cluster, kubeconfig: kubeconfig)
        try serve(configuration, cluster, signals)
    }

    private func serve(_ configuration: Configuration, _ cluster: ServedCluster, _ signals: Signals) throws {
        let unanswered: Int
        do throws(ServerError) {
            let handler = WebhookHandler(
                reviewer: Reviewer(policy: configuration.policy, source: cluster.source), source: cluster.source,
                bodyLimit: configuration.server.limits.body, level: log)
            let server = try Server(configuration.server, handler: handler, adminHandler: AdminHandler.init)
            announce(server, configuration)
            ProcessMemory.forgetCode()
            unanswered = try server.run(signals: signals) {
                say("SIGHUP: \(cluster.reload()); restart for a new configuration")
            }
        } catch {
            Files.complain("\(error)")
            if case .cannotRead = error { Files.complain("to make both in certs/: tallyman certs init") }
            throw ExitCode(1)
        }
        guard unanswered == 0 else {
            Files.complain("tallyman: stopped; requests that were left unanswered: \(unanswered)")
            throw ExitCode(1)
        }
        say("stopped; every request was answered")
    }

    private func announce(_ server: Server, _ configuration: Configuration) {
        let admin = server.adminAddress.map { ", probes on http://\($0)" } ?? ""
        let source = options.file.map { "configuration \($0)" } ?? "built-in defaults"
        say("serving on https://\(server.address)\(admin); \(source), digest \(configuration.digest)")
    }

    private func say(_ text: String) { Files.print(Array("tallyman: \(text)\n".utf8)) }
}

extension LogLevel: ExpressibleByArgument {}
