internal import Synchronization

/// A socket that connections come in on, and what becomes of them.
final class Listener: Sendable {
    let socket: ListeningSocket
    /// nil for plain HTTP. Locked for each connection by one loop alone, and now and then by `replace`.
    private let context: Mutex<TLSContext?>
    let handler: any Handler

    init(_ socket: consuming ListeningSocket, context: TLSContext?, handler: any Handler) {
        self.socket = socket
        self.context = Mutex(context)
        self.handler = handler
    }

    var token: Token { Token(socket.descriptor.raw) }

    /// Connections from now on get their sessions from `context`; those that are there keep what they have.
    func replace(_ context: TLSContext) {
        self.context.withLock { $0 = context }
    }

    /// nil if there is no memory for a session.
    func channel(over descriptor: consuming FileDescriptor) -> Channel? {
        guard let context = context.withLock({ $0 }) else { return Channel(descriptor, session: nil) }
        guard let session = context.session(on: descriptor) else { return nil }
        return Channel(descriptor, session: session)
    }
}
