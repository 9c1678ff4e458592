package import HTTP

/// Answers requests. It is called on every loop's thread at once, and a loop waits for it: it must not block.
package protocol Handler: Sendable {
    func respond(to request: Request) -> Answering
    /// How long whoever asks waits for the answer, from its beginning; nil if that cannot be told.
    func timeout(of request: Request) -> Duration?
    /// Answers bytes that are no request; the connection ends after it.
    func refuse(_ failure: RequestFailure) -> Response
}

extension Handler {
    package func timeout(of request: Request) -> Duration? { nil }
}
