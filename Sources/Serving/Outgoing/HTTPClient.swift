internal import Glibc

/// An HTTP/1.1 client of one server. Everything it does, it does in one thread of its own, which all of its callbacks
/// run in. It ends when it is stopped or when nobody holds it any more.
package final class HTTPClient: Sendable {
    package let origin: Origin
    private let mailbox: Mailbox<ClientLoop.Letter>

    /// Reads certificates and keys, and starts the thread. Nothing is connected before the first call.
    package init(_ settings: ClientSettings) throws(ClientTLSError) {
        // A server that has gone is an error of the write, not of the process. OpenSSL writes without MSG_NOSIGNAL.
        signal(SIGPIPE, SIG_IGN)
        let core = try ClientCore(settings)
        origin = settings.origin
        mailbox = core.mailbox
        do throws(ServerError) {
            try LoopThread {
                LoopThread.leaveSignalsToOthers()
                ClientLoop(core).run()
            }.detach()
        } catch {
            throw .system(error)
        }
    }

    deinit {
        stop()
    }

    /// Makes a call, from any thread.
    package func send(_ call: Call) {
        if !mailbox.post(.call(call)) { call.then(.failure(.stopped)) }
    }

    /// Runs `body` once: with true, in the client's thread after `delay`, late by up to 50 ms; or with false, early, if
    /// the client is stopped before.
    package func after(_ delay: Duration, _ body: @escaping @Sendable (_ isTime: Bool) -> Void) {
        if !mailbox.post(.timer(delay, body)) { body(false) }
    }

    /// Fails whatever is in flight with `.stopped`, and ends the thread. From any thread.
    package func stop() {
        mailbox.post(.stop)
    }
}
