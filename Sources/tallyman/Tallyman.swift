internal import ArgumentParser
internal import Files

@main
struct Tallyman: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tallyman", abstract: "Checks Kargo and Kubero objects before a cluster stores them.",
        // As the image is tagged in manifests/.
        version: "0.1.0",
        subcommands: [
            ServeCommand.self, ReviewCommand.self, CheckCommand.self, AuditCommand.self, MigrateCommand.self,
            DoctorCommand.self, TestCommand.self, CanICommand.self, CertsCommand.self, ConfigCommand.self,
        ])

    /// As ArgumentParser's own, but that bad usage ends with 2, not with 64: 1 is an answer, 2 means there is none.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            Files.complain(fullMessage(for: error))
            exit(withError: ExitCode(2))
        }
    }
}
