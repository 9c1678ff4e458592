internal import Files

/// Says when files are to be read again, and when to speak of what is wrong with them: at once where somebody asked,
/// else when it is so at a second look. What is being written looks broken for a moment, and so does a pair of which
/// one half has been replaced.
struct Lookout {
    /// Why one looks.
    enum Occasion {
        case timer
        /// SIGHUP: somebody wants it read, and told what came of it.
        case signal
    }

    /// Looks after which files that are wrong are read again, changed or not: 15 times `Upkeep.interval` are half a
    /// minute. What is wrong may be the time, or what no state of a file tells.
    static let patience = 15

    /// Nothing at first: what has been read by now may have changed since.
    private var seen: [FileState?] = []
    private var hasChanged = false
    /// Whether it was wrong at a look at files that had not changed: it stays so until they do.
    private var isSettled = false
    /// Looks since the files were read.
    private var skipped = 0
    /// What was wrong at the last look, and what has been told.
    private var suspicion: String?
    private var told: String?

    /// Whether there is something to read.
    mutating func isDue(_ paths: [String], _ occasion: Occasion) -> Bool {
        // Looked at before they are read: what is changed in between has another state at the next look.
        let states = paths.map { FileState(of: $0) }
        hasChanged = states != seen
        seen = states
        skipped += 1
        let isOpen = suspicion != nil && (!isSettled || skipped >= Self.patience)
        guard hasChanged || isOpen || occasion == .signal else { return false }
        skipped = 0
        return true
    }

    /// Whether to tell what is wrong.
    mutating func isNews(_ problem: String, _ occasion: Occasion) -> Bool {
        let isFirst = suspicion == nil
        suspicion = problem
        isSettled = !hasChanged
        guard occasion == .signal || (told != problem && !(isFirst && hasChanged)) else { return false }
        told = problem
        return true
    }

    /// All is well with what was read.
    mutating func calm() { (suspicion, told, isSettled) = (nil, nil, false) }
}
