internal import ArgumentParser

@main
struct Tallyman: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tallyman", abstract: "Checks Kargo and Kubero objects before a cluster stores them.",
        subcommands: [
            ServeCommand.self, ReviewCommand.self, TestCommand.self, CertsCommand.self, ConfigCommand.self,
        ])
}
