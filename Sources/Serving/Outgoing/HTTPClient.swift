internal import Glibc
internal import Synchronization

/// An HTTP/1.1 client of one server. Everything it does, it does in one thread of its own, which all of its callbacks
/// run in. It ends when it is stopped or when nobody holds it any more.
package final class HTTPClient: Sendable {
    package let origin: Origin
    private let core: ClientCore
    /// Calls and timers so far.
    private let last = Atomic<UInt64>(0)

    /// Reads certificates and keys, and starts the thread. Nothing is connected before the first call.
    package init(_ settings: ClientSettings) throws(ClientTLSError) {
        // A server that has gone is an error of the write, not of the process. OpenSSL writes without MSG_NOSIGNAL.
        signal(SIGPIPE, SIG_IGN)
        let core = try ClientCore(settings)
        origin = settings.origin
        self.core = core
        do throws(ServerError) {
            try LoopThread {
                LoopThread.leaveSignalsToOthers()
                ClientLoop(core).run()
            }.detach()
        } catch {
            throw .system(error)
        }
    }

    /// Where its thread is: an even number while it waits, an odd one within a turn, another one for each callback. A
    /// server that needs it has it watched.
    package var turn: Int { core.turn.now }

    deinit {
        stop()
    }

    /// Makes a call, from any thread.
    /// - Returns: the number to withdraw it by. Numbers rise.
    @discardableResult
    package func send(_ call: Call) -> UInt64 {
        let number = nextNumber()
        if !core.mailbox.post(.call(number, call)) { call.then(.failure(.stopped)) }
        return number
    }

    /// Runs `body` once: with true, in the client's thread after `delay`, late by up to 50 ms; or with false, early, if
    /// the client is stopped before or the timer is withdrawn.
    /// - Returns: the number to withdraw it by. Numbers rise.
    @discardableResult
    package func after(_ delay: Duration, _ body: @escaping @Sendable (_ isTime: Bool) -> Void) -> UInt64 {
        let number = nextNumber()
        if !core.mailbox.post(.timer(number, delay, body)) { body(false) }
        return number
    }

    /// Ends a timer, or fails a call with `.stopped` if it still waits for a connection; a call that has begun goes on,
    /// as its connection would have to be ended with it. From any thread.
    package func withdraw(_ number: UInt64) {
        core.mailbox.post(.withdrawal(number))
    }

    private func nextNumber() -> UInt64 { last.wrappingAdd(1, ordering: .relaxed).newValue }

    /// Fails whatever is in flight with `.stopped`, and ends the thread. From any thread.
    package func stop() {
        core.mailbox.post(.stop)
    }
}
