internal import Files

/// Files that are brought up to date: what is worked out for all of them before anything is written.
package struct Migration: Sendable {
    /// What is done, in the order of the files.
    package private(set) var notes: [Remark] = []
    /// What could not be read or migrated, each with the reason.
    package private(set) var problems: [Remark] = []
    /// What is to be written, in the order in which it can be applied.
    package private(set) var outputs: [Output] = []

    private let folder: String?

    /// Reads the files and works out what is to be written.
    /// - Parameter folder: where to; nil: beside each file.
    package init(_ paths: [String], to folder: String?, _ options: MigrationOptions) {
        self.folder = folder
        var sources: [SourceFile] = []
        for path in Self.distinct(paths) {
            do throws(Remark) {
                sources.append(try SourceFile(path))
            } catch {
                problems.append(error)
            }
        }
        migrate(sources, options, inputs: paths)
    }

    /// The same of one file that has been read.
    package init(_ bytes: [UInt8], called path: String, _ options: MigrationOptions) {
        folder = nil
        do throws(Remark) {
            migrate([try SourceFile(bytes, path)], options, inputs: [path])
        } catch {
            problems.append(error)
        }
    }

    private mutating func migrate(_ sources: [SourceFile], _ options: MigrationOptions, inputs: [String]) {
        var taken = Taken()
        for source in sources { taken.add(source) }
        var migrations: [FileMigration] = []
        for source in sources { migrations.append(FileMigration(source, options, beside: &taken)) }
        var passwords = Passwords(migrations.flatMap(\.passwords))
        for (index, source) in sources.enumerated() {
            migrations[index].finish(without: &passwords)
            problems += migrations[index].problems
            take(migrations[index], of: source, inputs: inputs)
        }
    }

    /// Each file once, by the first of its names.
    private static func distinct(_ paths: [String]) -> [String] {
        var seen: Set<String> = []
        var files: [StoredFile] = []
        for path in paths where seen.insert(path).inserted {
            let file = StoredFile(path)
            if !files.contains(where: { $0.isSame(as: file) }) { files.append(file) }
        }
        return files.map(\.path)
    }

    private mutating func take(_ migration: FileMigration, of source: SourceFile, inputs: [String]) {
        guard let text = migration.text else { return }
        var new: [Output] = []
        for kind in [Companion.Kind.projectConfig, .secret] {
            let texts = migration.companions.filter { $0.kind == kind }.map(\.text)
            guard !texts.isEmpty else { continue }
            let mark = Array("---\(source.text.lineBreak)".utf8)
            let path = Output.path(kind.output, of: source.path, in: folder)
            let mode: UInt32 = kind == .secret ? Self.secretMode : Self.plainMode
            new.append(Output(kind: kind.output, path: path, bytes: Array(texts.joined(separator: mark)), mode: mode))
        }
        let path = Output.path(.migrated, of: source.path, in: folder)
        // No wider than the input, in which there may be more that is not for everybody.
        let mode = StoredFile(source.path).permissions.map { UInt32($0) & Self.plainMode | Self.ownMode }
        new.append(Output(kind: .migrated, path: path, bytes: text, mode: mode ?? Self.plainMode))
        for output in new {
            if inputs.contains(where: { StoredFile($0).isSame(as: StoredFile(output.path)) }) {
                problems.append(
                    Remark(
                        source.path, nil, "would be written to \(output.path), which is one of the files that are read")
                )
                return
            }
            if outputs.contains(where: { $0.path == output.path }) {
                problems.append(
                    Remark(
                        source.path, nil, "would be written to \(output.path), as another file is; rename one of them"))
                return
            }
        }
        notes += migration.notes
        outputs += new
    }

    mutating func fail(_ error: FileError) { problems.append(Remark(error.path, nil, error.problem)) }

    private static let plainMode: UInt32 = 0o644
    private static let secretMode: UInt32 = 0o600
    private static let ownMode: UInt32 = 0o600
}

extension Companion.Kind {
    fileprivate var output: Output.Kind {
        switch self {
        case .projectConfig: .projectConfig
        case .secret: .secret
        }
    }
}
