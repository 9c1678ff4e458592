internal import HTTP

/// One connection to a server: a request out, its response in, then perhaps another. It acts when its loop says that
/// something can be done, never waits, and says what it waits for or what has come of it.
final class OutgoingConnection {
    enum Outcome {
        case wait(Interest)
        /// The response to the call of this number is whole.
        case answered(UInt64, ClientResponse)
        case failed(ClientFailure)
        /// There was nothing to do, and the server has ended the connection.
        case gone
    }

    let token: Token
    private let origin: Origin
    private var channel: Channel
    private(set) var phase = ClientPhase.connecting
    /// The call that is being answered, by its number.
    private(set) var call: UInt64?
    /// An earlier call has been answered here, so that a broken connection may mean only that it had grown old.
    private(set) var hasServed = false
    private var stream: Call.Stream?
    private var isSecret = false
    private var decoder: ResponseDecoder
    private var head: ResponseHead?
    private var output: [UInt8] = []
    private var sent = 0
    private var hasSpoken = false

    /// What the loop last told the poller.
    var interest = Interest.write
    /// The loop's timer for connecting, for silence or for idling, whichever it is now.
    var timer: UInt32?

    init(_ channel: consuming Channel, token: Token, origin: Origin) {
        self.channel = channel
        self.token = token
        self.origin = origin
        decoder = ResponseDecoder(limits: Limits())
    }

    /// The server has said nothing to the call yet.
    var isUnheard: Bool { !hasSpoken && head == nil && !decoder.hasBegun }

    /// Takes a call on, written out as `request`. To be followed by `advance`, unless the connection is still coming up.
    func take(_ number: UInt64, _ call: borrowing Call, as request: [UInt8]) {
        self.call = number
        stream = call.stream
        isSecret = call.isSecret
        decoder = ResponseDecoder(limits: Limits(body: call.limit), isSecret: call.isSecret)
        head = nil
        hasSpoken = false
        output = request
        sent = 0
        if phase == .idle { phase = .answer }
    }

    func advance(_ input: inout [UInt8]) -> Outcome {
        switch phase {
        case .connecting:
            let error = channel.connectionError
            guard error == 0 else { return .failed(.cannotConnect(origin, errno: error)) }
            phase = .handshake
            return shakeHands(&input)
        case .handshake: return shakeHands(&input)
        case .idle: return lookAround(&input)
        default: return converse(&input)
        }
    }

    func finish() {
        channel.finish()
    }

    /// Lets go of what has come so far of a response that will not be whole.
    func forget() {
        guard isSecret else { return }
        var body = decoder.takeBody()
        body.erase()
    }

    private func shakeHands(_ input: inout [UInt8]) -> Outcome {
        switch channel.handshake() {
        case .done:
            phase = .answer
            return converse(&input)
        case .wantsRead: return .wait(.read)
        case .wantsWrite: return .wait(.write)
        case .closed: return .failed(.cutOff(origin, phase))
        case .failed: return .failed(.noTrust(origin, reason: channel.failureReason))
        }
    }

    private func converse(_ input: inout [UInt8]) -> Outcome {
        while sent < output.count {
            switch channel.write(output.span.extracting(sent...)) {
            case .done(let count): sent += count
            case .wantsWrite: return .wait(.write)
            case .wantsRead: return .wait(.read)
            // The server may have answered before it closed: read what there is.
            case .closed, .failed: sent = output.count
            }
        }
        // What has been sent may hold a token.
        output = []
        sent = 0
        while true {
            switch channel.read(into: &input) {
            case .done(let count):
                defer { if isSecret { input.overwrite(first: count) } }
                hasSpoken = true
                if let outcome = digest(input[..<count]) { return outcome }
            case .wantsRead: return .wait(.read)
            case .wantsWrite: return .wait(.write)
            case .closed, .failed: return .failed(.cutOff(origin, phase))
            }
        }
    }

    /// Reads on in the response; nil if more is needed.
    private func digest(_ bytes: ArraySlice<UInt8>) -> Outcome? {
        var input = bytes
        do throws(ResponseFailure) {
            while true {
                let step = try decoder.decode(&input)
                if case .head(let head) = step {
                    self.head = head
                    phase = .body
                    if let stream, head.status == 200, !stream.receive([]) { return complete(keeping: false) }
                    continue
                }
                if let stream, head?.status == 200 {
                    let piece = decoder.takeBody()
                    if !piece.isEmpty, !stream.receive(piece) { return complete(keeping: false) }
                }
                guard case .complete = step else { return nil }
                // Bytes that nobody has asked for: what follows them could be anything.
                return complete(keeping: input.isEmpty)
            }
        } catch {
            return .failed(.malformed(origin, error))
        }
    }

    private func complete(keeping: Bool) -> Outcome {
        guard let head, let number = call else { return .failed(.cutOff(origin, phase)) }
        phase = keeping && head.keepsAlive ? .idle : .body
        hasServed = true
        call = nil
        stream = nil
        return .answered(
            number, ClientResponse(status: head.status, headers: head.headers, body: decoder.takeBody()))
    }

    /// Between two calls nothing may come but the end (or a record of TLS that is not for us).
    private func lookAround(_ input: inout [UInt8]) -> Outcome {
        switch channel.read(into: &input) {
        case .wantsRead, .wantsWrite: .wait(.read)
        case .done, .closed, .failed: .gone
        }
    }
}
