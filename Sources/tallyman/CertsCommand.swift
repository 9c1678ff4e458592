internal import ArgumentParser

struct CertsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certs", abstract: "Makes and shows the certificates of the webhook server.",
        subcommands: [CertsInit.self, CertsInspect.self])
}
