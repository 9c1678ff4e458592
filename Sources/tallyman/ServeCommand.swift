internal import Admission
internal import ArgumentParser
internal import Cluster
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
            Serves POST /validate and POST /mutate until SIGTERM or SIGINT (Ctrl-C), which let requests in flight be \
            answered; a second one ends it at once. Without --config it listens on 127.0.0.1:8443 with certs/tls.crt \
            and certs/tls.key, as `tallyman certs init` makes them.
            """)

    @OptionGroup var options: ConfigOptions
    @Option(help: "Which decisions are logged, a line of JSON each; denials includes warnings.")
    var log = LogLevel.denials

    func run() throws {
        let configuration = try options.load()
        let folder = try configuration.cluster.folder()
        do throws(ServerError) {
            // Before anything else, so that no thread is there that a signal could end.
            let signals = try Signals()
            let handler = WebhookHandler(
                reviewer: Reviewer(policy: configuration.policy, source: folder), source: folder,
                bodyLimit: configuration.server.limits.body, level: log)
            let server = try Server(configuration.server, handler: handler, adminHandler: AdminHandler())
            announce(server, configuration)
            try server.run(signals: signals) { reload(folder) }
            say("stopped; every request was answered")
        } catch {
            Files.complain("\(error)")
            if case .cannotRead = error { Files.complain("to make both in certs/: tallyman certs init") }
            throw ExitCode(1)
        }
    }

    /// The configuration and the certificates are read once; the folder that stands for the cluster may change.
    private func reload(_ folder: ReloadingFolder?) {
        guard let folder else { return say("SIGHUP: there is nothing to read again; restart for a new configuration") }
        do throws(ClusterFolderError) {
            try folder.reload()
            say("SIGHUP: the cluster's folder is read again; restart for a new configuration")
        } catch {
            Files.complain("SIGHUP: the cluster stays as it was read before: \(error)")
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
