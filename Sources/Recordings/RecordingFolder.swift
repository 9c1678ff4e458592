internal import Files
internal import Webhook

/// A folder of recorded reviews: `NAME.json` is a review, `NAME.yaml` the decision expected for it, `config.yaml` the
/// configuration for the folder and those in it.
package enum RecordingFolder {
    /// The cases of folders and of all in them, in the order of their names.
    ///
    /// That there are none, or a review that no expectation speaks of, is an error: it would seem to be tested.
    package static func read(_ paths: [String]) throws(RecordingError) -> [Recording] {
        var recordings: [Recording] = []
        for path in paths { recordings += try read(path, by: .byDefault) }
        guard !recordings.isEmpty else { throw RecordingError("\(paths.joined(separator: ", ")): no cases there") }
        return recordings
    }

    private static func read(_ path: String, by outer: Reviewer) throws(RecordingError) -> [Recording] {
        let entries: [Folder.Entry]
        do throws(FileError) {
            entries = try Folder.entries(of: path)
        } catch {
            throw RecordingError(error)
        }
        let hasOwn = entries.contains(.file(configurationFile))
        let reviewer = hasOwn ? try Reviewer.configured(by: configurationFile, in: path) : outer
        var recordings: [Recording] = []
        var spokenOf: Set<String> = []
        for entry in entries {
            switch entry {
            case .folder(let name): recordings += try read("\(path)/\(name)", by: reviewer)
            case .file(let file):
                guard file.hasSuffix(".yaml"), !file.hasPrefix("config") else { continue }
                let name = String(file.dropLast(".yaml".count))
                let recording = try Recording(name, in: path, reviewer: reviewer)
                spokenOf.insert(recording.reviewFile)
                recordings.append(recording)
            }
        }
        for case .file(let file) in entries where file.hasSuffix(".json") && !spokenOf.contains(file) {
            throw RecordingError("\(path)/\(file): no expectation speaks of this review; write one beside it, .yaml")
        }
        return recordings
    }

    private static let configurationFile = "config.yaml"
}
