internal import Glibc

/// What is said when the process is about to be ended by a fault of its own. Any thread's fault ends all of them, which
/// is as it should be: what is left of a server that has lost a loop would answer some calls and not others.
package enum LastWord {
    private static let faults = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]

    /// Has each of these signals leave a line before it does what it does. The corresponding C function is `sigaction`.
    package static func prepare() {
        for fault in faults {
            var present = sigaction()
            unsafe sigaction(fault, nil, &present)
            // Somebody else's, such as that of Swift's own backtraces, says more.
            guard unsafe present.__sigaction_handler.sa_handler == nil else { continue }
            var action = sigaction()
            // Once: what comes next is the same signal with its usual end.
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
            unsafe action.__sigaction_handler.sa_handler = { fault in
                let text: StaticString =
                    "tallyman: a thread has crashed; the process ends, so that it is started anew and not half alive\n"
                _ = unsafe write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
                // One that another process has sent would not come again by itself.
                raise(fault)
            }
            unsafe sigaction(fault, &action, nil)
        }
    }
}
