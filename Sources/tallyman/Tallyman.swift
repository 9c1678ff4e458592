internal import ArgumentParser
internal import Files

@main
struct Tallyman: ParsableCommand {
    /// As the image is tagged in manifests/.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "tallyman", abstract: "Checks Kargo and Kubero objects before a cluster stores them.",
        version: version,
        subcommands: [
            ServeCommand.self, ReviewCommand.self, CheckCommand.self, AuditCommand.self, MigrateCommand.self,
            DoctorCommand.self, TestCommand.self, CanICommand.self, CertsCommand.self, ConfigCommand.self,
        ])

    /// As ArgumentParser's own, but that bad usage ends with 2, not with 64: 1 is an answer, 2 means there is none. There
    /// is none either where it could not be written, whatever it was.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
            end(with: .success)
        } catch {
            let (code, message) = (exitCode(for: error), fullMessage(for: error))
            // What was asked for is a help text or the version.
            if code.isSuccess, !message.isEmpty { Files.print(Array("\(message)\n".utf8)) }
            if !code.isSuccess, !message.isEmpty { Files.complain(message) }
            end(with: code == .validationFailure ? ExitCode(2) : code)
        }
    }

    private static func end(with code: ExitCode) -> Never {
        exit(withError: Printout.standard.isCut ? ExitCode(2) : code)
    }
}
