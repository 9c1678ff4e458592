internal import ArgumentParser
internal import Configuration
internal import Files

/// `tallyman config validate`: whether a configuration can be used.
struct ConfigValidate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check a configuration.",
        discussion: "Prints every mistake with file, line and column, and ends with 2 where there is one.")

    @OptionGroup var options: ConfigOptions

    func run() throws {
        let name = options.file ?? "built-in defaults"
        Files.print(Array("\(name): ok, digest \(try options.load().digest)\n".utf8))
    }
}
