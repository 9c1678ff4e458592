internal import ArgumentParser
internal import Configuration
internal import Files

/// `tallyman config show`: the configuration in force.
struct ConfigShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print the whole configuration in force, defaults written out.",
        discussion: "What it prints can be used as a configuration, and has the same digest.")

    @OptionGroup var options: ConfigOptions

    func run() throws {
        let configuration = try options.load()
        Files.print(Array("# \(configuration.digest)\n\(configuration.effectiveYAML)".utf8))
    }
}
