internal import Glibc

/// A thread that runs one function to its end.
@safe final class LoopThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    private var thread = pthread_t()

    init(_ run: @escaping @Sendable () -> Void) throws(ServerError) {
        let body = unsafe Unmanaged.passRetained(Body(run))
        let result = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        guard result == 0 else {
            unsafe body.release()
            throw .system(call: "pthread_create", errno: result)
        }
    }

    func join() {
        pthread_join(thread, nil)
    }

    /// Nobody will join it.
    func detach() {
        pthread_detach(thread)
    }

    /// Leaves the signals that steer a server to its main thread, whichever was started first.
    static func leaveSignalsToOthers() {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for signal in [SIGTERM, SIGINT, SIGHUP] { unsafe sigaddset(&set, signal) }
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }
}
