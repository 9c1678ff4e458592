internal import Admission
internal import ArgumentParser
internal import Configuration
internal import Files
internal import HTTP
internal import Sandbox
internal import Serving
internal import Webhook

/// `tallyman serve`: the server itself.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer the API server's AdmissionReviews over HTTPS.",
        discussion: """
            Serves POST /validate and POST /mutate until SIGTERM or SIGINT (Ctrl-C), which let requests in flight be \
            answered; a second one ends it at once. Without --config it listens on 127.0.0.1:8443 with certs/tls.crt \
            and certs/tls.key, as `tallyman certs init` makes them.
            """)

    @OptionGroup var options: ConfigOptions
    @Option(help: "How to reach the API server for look-ups, as `cluster: {source: api}` from outside of the cluster.")
    var kubeconfig: String?
    @Flag(help: "Look things up with the API server of the cluster that this runs in, as `cluster: {source: api}`.")
    var inCluster = false
    @Option(help: "Which decisions are logged, a line of JSON each; denials includes warnings.")
    var log = LogLevel.denials
    @Flag(
        inversion: .prefixedNo,
        help: "Give up the rights to other files, other programs and other calls of the system than serving takes.")
    var sandbox = true

    func run() throws {
        ProcessMemory.limitHeap()
        var configuration = try options.load()
        if inCluster || kubeconfig != nil { configuration.cluster.source = .api }
        // Before anything else, so that no thread is there that a signal could end.
        let signals = try Signals()
        let api = try ServedCluster.server(configuration.cluster, kubeconfig: kubeconfig)
        TLSLibrary.load()
        let confinement = sandbox ? Confinement(Sandbox(configuration, from: options.file, api: api)) : nil
        let cluster = try ServedCluster(configuration.cluster, api)
        try serve(configuration, cluster, signals, confinement)
    }

    private func serve(
        _ configuration: Configuration, _ cluster: ServedCluster, _ signals: Signals, _ confinement: Confinement?
    ) throws {
        do throws(ServerError) {
            let handler = WebhookHandler(
                reviewer: Reviewer(policy: configuration.policy, source: cluster.source), source: cluster.source,
                bodyLimit: configuration.server.limits.body, level: log)
            let server = try Server(configuration.server, handler: handler, adminHandler: AdminHandler()) { say($0) }
            say(confinement?.complete() ?? "no sandbox, as --no-sandbox says")
            announce(server, configuration)
            ProcessMemory.forgetCode()
            try server.run(signals: signals) {
                say("SIGHUP: \(cluster.reload()); restart for a new configuration")
            }
            say("stopped; every request was answered")
        } catch {
            Files.complain("\(error)")
            if case .cannotRead = error { Files.complain("to make both in certs/: tallyman certs init") }
            throw ExitCode(1)
        }
    }

    private func announce(_ server: Server, _ configuration: Configuration) {
        let admin = server.adminAddress.map { ", probes on http://\($0)" } ?? ""
        let source = options.file.map { "configuration \($0)" } ?? "built-in defaults"
        say("serving on https://\(server.address)\(admin); \(source), digest \(configuration.digest)")
    }

    private func say(_ text: String) { Files.print(Array("tallyman: \(text)\n".utf8)) }
}

extension LogLevel: ExpressibleByArgument {}
