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
            Serves POST /validate and POST /mutate until SIGTERM, or SIGINT (Ctrl-C). Both let requests in flight be \
            answered; SIGTERM has it take new ones for server.drain.delay yet. A second one ends it at once. Without \
            --config it listens on 127.0.0.1:8443 with certs/tls.crt and certs/tls.key, as `tallyman certs init` makes \
            them. Changes of the configuration and of the certificates are taken over while it runs, at once on SIGHUP.
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
        LastWord.prepare()
        ProcessMemory.limitHeap()
        StandardDescriptors.fill()
        let configuration = asTold(try options.load())
        // Before anything else, so that no thread is there that a signal could end.
        let signals = try Signals()
        let log = ServerLog()
        let process = ProcessFiles()
        let api = try ServedCluster.server(configuration.cluster, kubeconfig: kubeconfig)
        TLSLibrary.load()
        let confinement = sandbox ? Confinement(Sandbox(configuration, from: options.file, api: api)) : nil
        let cluster = try ServedCluster(configuration.cluster, api, log: log)
        let unanswered: Int
        do throws(ServerError) {
            let running = try RunningServer(
                configuration, from: options.file, cluster, level: self.log, log: log, process: process
            ) { () throws(ConfigurationError) in
                asTold(try Configuration(regularFile: options.file))
            }
            let confined = confinement?.complete() ?? "no sandbox, as --no-sandbox says"
            // First where it serves: whoever has started it waits for that line.
            announce(running, log)
            log.say(confined)
            unanswered = try running.run(signals: signals)
        } catch {
            Files.complain("\(error)")
            if case .cannotRead = error { Files.complain("to make both in certs/: tallyman certs init") }
            throw ExitCode(1)
        }
        guard unanswered == 0 else {
            log.complain("stopped; requests that were left unanswered: \(unanswered)")
            throw ExitCode(1)
        }
        log.say("stopped; every request was answered")
    }

    /// What the command line says comes first.
    private func asTold(_ configuration: Configuration) -> Configuration {
        var configuration = configuration
        if inCluster || kubeconfig != nil { configuration.cluster.source = .api }
        return configuration
    }

    private func announce(_ running: RunningServer, _ log: ServerLog) {
        let admin = running.server.adminAddress.map { ", probes on http://\($0)" } ?? ""
        let source = options.file.map { "configuration \($0)" } ?? "built-in defaults"
        log.say("serving on https://\(running.server.address)\(admin); \(source), digest \(running.digest)")
    }
}

extension LogLevel: ExpressibleByArgument {}
