internal import Glibc

/// The descriptors 0, 1 and 2, which every program takes for its standard streams.
package enum StandardDescriptors {
    /// Opens `/dev/null` for those that the program was started without, as by `>&-`. Else the next socket would have
    /// their number, and a client would be sent the log.
    package static func fill() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            // The lowest free number is the one that is taken.
            _ = unsafe open("/dev/null", O_RDWR)
        }
    }
}
