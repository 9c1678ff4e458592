package import HTTP

/// A request to a server, and who wants to hear what comes of it.
package struct Call: Sendable {
    /// What comes of a body while it comes, for answers that have no end of their own.
    package struct Stream: Sendable {
        /// How long nothing may come before the stream counts as broken.
        package var quiet: Duration
        /// Takes the next piece, on the client's thread; false ends the call. The first, which comes with the head, is
        /// empty. Only of answers with status 200: the body of any other is put together as that of an ordinary call is.
        package var receive: @Sendable ([UInt8]) -> Bool

        package init(quiet: Duration, receive: @escaping @Sendable ([UInt8]) -> Bool) {
            self.quiet = quiet
            self.receive = receive
        }
    }

    package typealias Outcome = Result<ClientResponse, ClientFailure>

    package var request: Request
    /// Bytes that the answer's body may have.
    package var limit: Int
    /// From now until the whole answer has come.
    package var within: Duration
    /// Asked twice it does what it does asked once: a connection that turns out to be stale is no reason to fail.
    package var isIdempotent: Bool
    /// The answer may have a credential in it: every buffer that it went through is wiped, but for the body that `then`
    /// is given, which whoever reads it has to wipe.
    package var isSecret: Bool
    package var stream: Stream?
    /// Called once, on the client's thread, which it must not block.
    package var then: @Sendable (Outcome) -> Void

    package init(
        _ request: Request, limit: Int, within: Duration, isIdempotent: Bool = true, isSecret: Bool = false,
        stream: Stream? = nil, then: @escaping @Sendable (Outcome) -> Void
    ) {
        self.request = request
        self.limit = limit
        self.within = within
        self.isIdempotent = isIdempotent
        self.isSecret = isSecret
        self.stream = stream
        self.then = then
    }
}
