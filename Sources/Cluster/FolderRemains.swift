/// What a folder has besides the objects that were read from it.
struct FolderRemains {
    /// Lines that are kept of each: more than anybody mends at a time, under 1 MiB with all their text.
    private static let kept = 1_000

    private var errors: [String] = []
    private var errorCount = 0
    private var foreign: [String] = []
    private var foreignCount = 0
    private var lastForeign: String?

    mutating func add(_ error: ClusterFolderError) {
        errorCount += 1
        if errors.count < Self.kept { errors.append("\(error)") }
    }

    /// - Parameter file: may come several times in a row, for each of its documents.
    mutating func skip(_ file: String) {
        guard lastForeign != file else { return }
        lastForeign = file
        foreignCount += 1
        if foreign.count < Self.kept { foreign.append(file) }
    }

    /// A line for each, with its place.
    var unreadable: [String] { Self.lines(errors, errorCount) }
    /// Files, by their paths.
    var skipped: [String] { Self.lines(foreign, foreignCount) }

    private static func lines(_ kept: [String], _ count: Int) -> [String] {
        count > kept.count ? kept + ["and \(count - kept.count) more"] : kept
    }
}
