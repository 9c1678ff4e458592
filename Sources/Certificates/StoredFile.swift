internal import Glibc

/// A file that is written whole or not at all.
struct StoredFile {
    let path: String

    /// Whether anything has that name, a dangling symbolic link included.
    var exists: Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0
    }

    /// Puts `bytes` at `path` in one step: nobody ever sees half a file, nor a key with wider permissions.
    /// - Throws: `.exists` when something is there and `overwrite` is false, `.file` when the disk refuses.
    func write(_ bytes: [UInt8], mode: mode_t, overwrite: Bool) throws(CertificateError) {
        let draft = "\(path).\(getpid()).new"
        let file = try OpenFile(draft, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode, action: "create")
        defer { unsafe unlink(draft) }
        try file.store(bytes)
        if overwrite {
            guard unsafe rename(draft, path) == 0 else { throw .system(path, "replace") }
        } else {
            // link(2) fails where rename(2) would replace: what came into being meanwhile is kept.
            guard unsafe link(draft, path) == 0 else {
                throw errno == EEXIST ? .exists(path: path) : .system(path, "create")
            }
        }
    }
}
