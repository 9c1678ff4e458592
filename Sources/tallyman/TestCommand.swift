internal import ArgumentParser
internal import Files
internal import Recordings

/// `tallyman test`: recorded reviews against the decisions expected for them.
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Hold recorded reviews against the decisions expected for them.",
        discussion: """
            In each folder and those below it, NAME.json is a review, NAME.yaml the decision expected for it, and \
            config.yaml the configuration. Ends with 1 when a decision is other than expected, and with 2 when a case \
            cannot be read.
            """)

    @Argument(help: "Folders of recorded reviews.") var folders: [String]

    func run() throws {
        let recordings: [Recording]
        do throws(RecordingError) {
            recordings = try RecordingFolder.read(folders)
        } catch {
            Files.complain("\(error)")
            throw ExitCode(2)
        }
        var failed = 0
        for recording in recordings {
            let differences = recording.differences()
            guard !differences.isEmpty else { continue }
            failed += 1
            Files.print(Array(([recording.name] + differences.map { "  \($0)" }).joined(separator: "\n").utf8) + [10])
        }
        Files.print(Array("\(recordings.count - failed) passed, \(failed) failed\n".utf8))
        if failed > 0 { throw ExitCode(1) }
    }
}
