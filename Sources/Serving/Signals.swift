internal import CLinux
internal import Glibc

/// The signals that steer a server, as something that can be read instead of something that interrupts: SIGTERM and
/// SIGINT stop it, SIGHUP has it read its files again.
package final class Signals: Sendable {
    private let descriptor: FileDescriptor

    var token: Token { Token(descriptor.raw) }

    /// Blocks the signals in this thread and those it will start. To be called before any other thread is started: one
    /// that has them not blocked would be ended by them.
    package init() throws(ServerError) {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for signal in [SIGTERM, SIGINT, SIGHUP] { unsafe sigaddset(&set, signal) }
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        let raw = unsafe signalfd(-1, &set, Int32(SFD_NONBLOCK) | Int32(SFD_CLOEXEC))
        descriptor = try FileDescriptor(raw, from: "signalfd")
    }

    /// The next signal that came, nil if none did.
    func next() -> Int32? {
        var received = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        guard unsafe read(descriptor.raw, &received, size) == size else { return nil }
        return Int32(received.ssi_signo)
    }
}
