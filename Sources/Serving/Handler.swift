package import HTTP

/// Answers requests. It is called on every loop's thread at once, and a loop waits for it: it must not block.
package protocol Handler: Sendable {
    /// - Parameter memory: may be taken for the body of an answer that comes at once; when that is out it is handed to
    ///   the next call.
    func respond(to request: Request, in memory: inout [UInt8]) -> Answering
    /// What a request is answered whatever its body, which is asked where the client waits to be told to send it; nil
    /// where the body is needed.
    func refusal(ofHead request: Request) -> Response?
    /// How long whoever asks waits for the answer, from its beginning; nil if that cannot be told.
    func timeout(of request: Request) -> Duration?
    /// Answers bytes that are no request; the connection ends after it.
    func refuse(_ failure: RequestFailure) -> Response
}

extension Handler {
    package func timeout(of request: Request) -> Duration? { nil }
    package func refusal(ofHead request: Request) -> Response? { nil }
}
