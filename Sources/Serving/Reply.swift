package import HTTP
internal import Synchronization

/// A ticket for one answer that comes later, from any thread.
///
/// Its connection may have gone by then, and its server too: then nobody gets the answer, which is no error. A ticket
/// that is dropped without an answer answers 503.
package final class Reply: Sendable {
    /// What a client hears whose request nobody will answer.
    private static let none = Response(
        status: .serviceUnavailable, text: "there is no answer; ask again", headers: ["Retry-After": "1"])

    /// What a client hears whose request nobody has answered in time. Its connection ends, so that the answer that may
    /// still come cannot be taken for that to another request.
    static let tooLate = Response(
        status: .serviceUnavailable, contentType: none.contentType, body: Array("no answer in time; ask again\n".utf8),
        close: true)

    /// How long the request had waited when its turn came, counted from its first byte.
    package let waited: Duration
    private let mailbox: Mailbox<Letter>
    let token: Token
    private let isSent = Atomic(false)
    /// Given back once it is answered, not when the client goes: what works on the answer goes on.
    private let room: Mutex<Room?>

    /// What makes the answer, or has it looked for again, by the ticket that there is. As what a `Handler` does, it
    /// must not block, and may take `memory` for the body of an answer that comes at once.
    package typealias Work = @Sendable (_ memory: inout [UInt8]) -> Answering

    /// What is on its way to the loop of a connection.
    struct Letter: Sendable {
        enum Content: Sendable {
            case answer(Response)
            case work(Work, Reply)
        }

        let token: Token
        let content: Content
    }

    init(_ token: Token, through mailbox: Mailbox<Letter>, waited: Duration = .zero, in room: consuming Room? = nil) {
        self.room = Mutex(room)
        self.waited = waited
        self.token = token
        self.mailbox = mailbox
    }

    deinit {
        send(Self.none)
    }

    /// Answers. Only the first call counts.
    package func send(_ response: Response) {
        if settle() { mailbox.post(Letter(token: token, content: .answer(response))) }
    }

    /// Has the answer made on the loop of its connection, for threads that others wait for. Where the connection has
    /// gone, or the time for the answer is over, nothing is done, and the ticket is let go of.
    package func resume(_ work: @escaping Work) {
        mailbox.post(Letter(token: token, content: .work(work, self)))
    }

    /// There is an answer; false if there was one before.
    func settle() -> Bool {
        guard !isSent.exchange(true, ordering: .relaxed) else { return false }
        // First, so that whoever has the answer finds room.
        room.withLock { $0 = nil }
        return true
    }
}
