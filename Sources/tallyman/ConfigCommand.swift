internal import ArgumentParser

/// `tallyman config`: what a configuration says, and whether it can be used.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show or check a configuration.",
        subcommands: [ConfigShow.self, ConfigValidate.self])
}
