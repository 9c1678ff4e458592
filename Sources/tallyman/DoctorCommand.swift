internal import ArgumentParser
internal import Cluster
internal import Doctor
internal import Files
internal import Manifests

/// `tallyman doctor`: is the set-up right?
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract:
            "Say whether Kargo, Kubero and Tallyman itself are set up right in a cluster, and how to put it right.",
        discussion: """
            Each line is ok, a warning, a problem, or what could not be checked, with why and what to do; YAML under a line \
            is ready to be pasted. Nothing is changed, and nothing that a Secret holds is kept or printed but certificates. \
            Without --config the set-up is held against the configuration that Tallyman runs with in the cluster, or where \
            there is none the built-in defaults.

            Ends with 0, warnings or not; with 1 when there is a problem; and with 2 when something could not be checked.
            """)

    enum Output: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @OptionGroup var options: InventoryOptions
    @Option(name: [.customShort("o"), .long], help: "How findings are printed.") var output = Output.text

    func run() throws {
        let (inventory, facts, configuration) = try options.open()
        let patient = Patient(inventory, facts: facts, given: options.config.file == nil ? nil : configuration)
        let examination = Examination(of: patient)
        switch output {
        case .text: Files.print(Array(examination.text(isColoured: Surroundings.showsColour).utf8))
        case .json: Files.print(examination.json)
        }
        for file in inventory.skipped { Files.complain("skipped, as it is no Kubernetes object: \(OneLine(file))") }
        for unreadable in inventory.unreadable { Files.complain("could not be read: \(OneLine(unreadable))") }
        let status = inventory.unreadable.isEmpty ? examination.exitStatus : 2
        if status != 0 { throw ExitCode(status) }
    }
}
