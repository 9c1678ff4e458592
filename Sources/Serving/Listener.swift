/// A socket that connections come in on, and what becomes of them.
final class Listener: Sendable {
    let socket: ListeningSocket
    /// nil for plain HTTP.
    private let context: TLSContext?
    let handler: any Handler

    init(_ socket: consuming ListeningSocket, context: consuming TLSContext?, handler: any Handler) {
        self.socket = socket
        self.context = context
        self.handler = handler
    }

    var token: Token { Token(socket.descriptor.raw) }

    /// nil if there is no memory for a session.
    func channel(over descriptor: consuming FileDescriptor) -> Channel? {
        switch context {
        case .none: return Channel(descriptor, session: nil)
        case .some(let context):
            guard let session = context.session(on: descriptor) else { return nil }
            return Channel(descriptor, session: session)
        }
    }
}
