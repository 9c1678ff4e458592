internal import Glibc

/// A file that is written whole or not at all.
package struct StoredFile {
    package let path: String

    package init(_ path: String) { self.path = path }

    /// Whether anything has that name, a dangling symbolic link included.
    package var exists: Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0
    }

    /// The permissions of the file that the name leads to; nil where there is none.
    package var permissions: UInt32? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    /// Whether both names lead to one file.
    package func isSame(as other: StoredFile) -> Bool {
        var (own, others) = (stat(), stat())
        guard unsafe stat(path, &own) == 0, unsafe stat(other.path, &others) == 0 else { return false }
        return own.st_dev == others.st_dev && own.st_ino == others.st_ino
    }

    /// Puts `bytes` at `path` in one step: nobody ever sees half a file, nor a key with wider permissions.
    /// - Throws: `.exists` when something is there and `overwrite` is false, `.failed` when the disk refuses.
    package func write(_ bytes: [UInt8], mode: UInt32, overwrite: Bool) throws(FileError) {
        let draft = "\(path).\(getpid()).new"
        let file = try OpenFile(draft, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode, action: "create")
        defer { unsafe unlink(draft) }
        try file.store(bytes)
        if overwrite {
            guard unsafe rename(draft, path) == 0 else { throw .last(path, "replace") }
        } else {
            // link(2) fails where rename(2) would replace: what came into being meanwhile is kept.
            guard unsafe link(draft, path) == 0 else {
                throw errno == EEXIST ? FileError.exists(path: path) : .last(path, "create")
            }
        }
    }
}
