internal import Glibc

/// What tells whether a file is still the one that was read: replaced, written to, or reached by another symbolic link,
/// it has another state.
///
/// Looking is one stat(2). Notices of the kernel (inotify) would come sooner, but not from network file systems, not
/// for a link further up such as the `..data` by which a kubelet swaps a whole folder, and not where the machine's 128
/// watchers are taken.
package struct FileState: Sendable, Equatable {
    /// Whether it is neither a folder, nor a pipe, nor a device: whether it can be read again.
    package let isRegular: Bool
    private let device: UInt
    private let inode: UInt
    private let size: Int
    /// When the content and when the file itself was changed last, in nanoseconds.
    private let written: Int
    private let changed: Int

    /// Of the file that a path leads to; nil where there is none.
    package init?(of path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        isRegular = status.st_mode & S_IFMT == S_IFREG
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        size = Int(status.st_size)
        written = Self.nanoseconds(status.st_mtim)
        changed = Self.nanoseconds(status.st_ctim)
    }

    private static func nanoseconds(_ time: timespec) -> Int { time.tv_sec &* 1_000_000_000 &+ time.tv_nsec }
}
