/// What a client's loop needs from the outside, made before its thread starts so that every failure is one of starting.
final class ClientCore: Sendable {
    let settings: ClientSettings
    let poller: Poller
    let alarm: AlarmClock
    let mailbox: Mailbox<ClientLoop.Letter>
    /// Where the loop is: another with each callback.
    let turn = TurnCount()
    /// nil for plain HTTP.
    private let context: TLSClientContext?

    init(_ settings: ClientSettings) throws(ClientTLSError) {
        let context: TLSClientContext? =
            switch settings.tls {
            case .some(let tls): try TLSClientContext.load(tls, for: settings.origin)
            case .none: nil
            }
        let poller = try Self.made { () throws(ServerError) in try Poller() }
        let alarm = try Self.made { () throws(ServerError) in try AlarmClock() }
        let mailbox = try Self.made { () throws(ServerError) in try Mailbox<ClientLoop.Letter>() }
        for token in [alarm.token, mailbox.wakeUp.token] {
            try Self.made { () throws(ServerError) in try poller.add(token) }
        }
        self.settings = settings
        self.poller = poller
        self.alarm = alarm
        self.mailbox = mailbox
        self.context = context
    }

    private static func made<Made: ~Copyable>(
        _ make: () throws(ServerError) -> Made
    ) throws(ClientTLSError) -> Made {
        do throws(ServerError) {
            return try make()
        } catch {
            throw .system(error)
        }
    }

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
