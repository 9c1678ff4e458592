internal import ArgumentParser
internal import Configuration
internal import Files

/// The configuration that a command is told to use.
struct ConfigOptions: ParsableArguments {
    @Option(name: .customLong("config"), help: "The configuration; without it, the built-in defaults.")
    var file: String?

    /// Reads it, and ends the command where it cannot be used.
    func load() throws -> Configuration {
        do throws(ConfigurationError) {
            return try Configuration(file: file)
        } catch {
            Files.complain("\(error)")
            throw ExitCode(2)
        }
    }
}
