internal import Glibc

/// A folder that stays open, so that what is in it can be counted again where it could not be opened any more.
package struct HeldFolder: ~Copyable, Sendable {
    private let descriptor: Int32

    /// nil where it cannot be opened.
    package init?(_ path: String) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// How many entries it has, without `.` and `..`. In `/proc/self/fd` one is of the counting itself.
    package func count() -> Int {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0, let stream = unsafe fdopendir(copy) else { return 0 }
        // Closes the copy too.
        defer { unsafe closedir(stream) }
        // Where one has read to is common to all copies.
        unsafe rewinddir(stream)
        var count = 0
        while unsafe readdir(stream) != nil { count += 1 }
        return max(0, count - 2)
    }
}
