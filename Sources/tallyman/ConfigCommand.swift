internal import ArgumentParser

/// `tallyman config`: what a configuration says, and whether it can be used.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show or check a configuration.",
        subcommands: [ConfigShow.self, ConfigValidate.self])
}

/// The configuration that a command is told to use.
struct ConfigOptions: ParsableArguments {
    @Option(name: .customLong("config"), help: "The configuration; without it, the built-in defaults.")
    var file: String?
}
