internal import ArgumentParser
internal import Configuration
internal import Files
internal import Migration
internal import Rules

/// `tallyman migrate`: manifests brought up to date.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Move promotion policies to ProjectConfigs, and registry passwords to Secrets.",
        discussion: """
            A Kargo Project's spec.promotionPolicies go into a ProjectConfig (NAME.projectconfig.yaml), a \
            KuberoPipeline's inline registry user name and password into a Secret (NAME.secret.yaml, for its owner \
            only) that it refers to, and the rest of each file, comments and all, into NAME.migrated.yaml. Files that \
            are read are never changed. What cannot be moved without a doubt about its meaning is refused, with file, \
            line and column.

            The ProjectConfig is called as projectconfig-name in the configuration says.

            Ends with 0, also where there is nothing to do, and with 2 when something could not be read, migrated or \
            written (the rest is done all the same).
            """)

    @OptionGroup var options: ConfigOptions
    @Option(name: [.customShort("o"), .long], help: "The folder to write to; without it, beside each file.")
    var output: String?
    @Flag(help: "Turn Kargo's deprecated stage: X into stageSelector: {name: X}, in ProjectConfigs too.")
    var stageSelector = false
    @Flag(help: "Overwrite files that are there; never those that are read.") var force = false
    @Flag(help: "Say what would be done, and write nothing.") var dryRun = false
    @Argument(help: "Files of manifests, YAML or JSON.") var files: [String]

    func validate() throws {
        guard !files.contains("-") else {
            throw ValidationError(
                "standard input (-) has no place that results could be put beside; write a file first")
        }
        if let output, !Folder.exists(output) { throw ValidationError("--output: there is no folder \(output)") }
    }

    func run() throws {
        let name = try options.load().settings.projectConfigName.options.name
        var migration = Migration(
            files, to: output, MigrationOptions(projectConfigName: name, usesStageSelector: stageSelector))
        for note in migration.notes { say("\(note)") }
        let written = migration.write(overwriting: force, dryly: dryRun)
        for output in written { say("\(dryRun ? "would write" : "wrote") \(output)") }
        warn(about: name, written)
        for problem in migration.problems { Files.complain("\(problem)") }
        if migration.outputs.isEmpty, migration.problems.isEmpty { say("nothing to migrate") }
        for (number, step) in NextSteps(written).lines.enumerated() { say("\(number + 1). \(step)") }
        if !migration.problems.isEmpty { throw ExitCode(2) }
    }

    /// Kargo since 1.5 knows a ProjectConfig by the project's name only.
    private func warn(about name: ProjectConfigName.Expected, _ written: [Output]) {
        guard case .literal(let name) = name, written.contains(where: { $0.kind == .projectConfig }) else { return }
        Files.complain(
            """
            warning: projectconfig-name says "\(name)". Kargo 1.5 and later refuse a ProjectConfig that is not called \
            after its project: with them, set projectconfig-name.name to $namespace (--config) and run again
            """)
    }

    private func say(_ line: String) { Files.print(Array("\(line)\n".utf8)) }
}
