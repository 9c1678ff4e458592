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

    /// An answer on its way to the loop of its connection.
    struct Letter: Sendable {
        let token: Token
        let response: Response
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
        guard !isSent.exchange(true, ordering: .relaxed) else { return }
        // First, so that whoever has the answer finds room.
        room.withLock { $0 = nil }
        mailbox.post(Letter(token: token, response: response))
    }
}
