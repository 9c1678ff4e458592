/// Requests out of a stream of bytes that comes in any pieces. It does no I/O and knows no time.
///
/// The memory of a small request is used again for the next one if nobody holds on to it.
package struct RequestDecoder: ~Copyable, Sendable {
    package enum Step: Sendable {
        /// Everything given was taken, and more is needed.
        case needsMore
        /// The head is whole, and its sender waits for `100 Continue` before it sends the body. Said once, with the
        /// request as far as it has come: without its body.
        case wantsContinue(Request)
        /// A request is whole; bytes behind it were left in the input.
        case complete(Request)
    }

    /// How far the request that is coming in has got.
    package enum Stage: Sendable {
        case nothing, head, body
    }

    private enum State {
        case head, length(Int), chunks, complete
    }

    /// What a connection keeps between two requests: 4 KiB hold the heads and the bodies that an API server mostly
    /// sends (1.4 to 2.8 KB), and ten thousand idle connections come to 80 MiB at worst.
    private static let keptCapacity = 4 << 10

    private let limits: Limits
    private var head: HeadDecoder
    private var body: BodyBuffer
    private var chunks = ChunkedDecoder()
    private var state = State.head

    package init(limits: Limits) {
        self.limits = limits
        head = HeadDecoder(limits: limits)
        body = BodyBuffer(limits: limits)
    }

    package var stage: Stage {
        switch state {
        case .head: head.isEmpty ? .nothing : .head
        case .length, .chunks: .body
        case .complete: .nothing
        }
    }

    /// Bytes of memory that the request coming in takes up so far: those that are kept, and all of what its body was
    /// lent. Addresses for up to eight times as many as are kept are set aside.
    package var occupied: Int {
        if case .complete = state { return body.occupied }
        return head.occupied + chunks.occupied + body.occupied
    }

    /// Takes bytes from the front of `input`, and leaves there what belongs to the next request.
    ///
    /// After a failure, and after a request whose body overflowed, nobody knows where the next request begins: the
    /// decoder must not be asked again.
    package mutating func decode(_ input: inout ArraySlice<UInt8>) throws(RequestFailure) -> Step {
        while true {
            switch state {
            case .head:
                guard try head.decode(&input) else { return .needsMore }
                if begin(), input.isEmpty, let request = request(with: []) { return .wantsContinue(request) }
            case .length(let remaining):
                let piece = input.prefix(remaining)
                body.append(piece)
                input = input.dropFirst(piece.count)
                state = .length(remaining - piece.count)
                if piece.count == remaining || body.isFull { return finish() }
                if input.isEmpty { return .needsMore }
            case .chunks:
                return try chunks.decode(&input, into: &body, limit: limits.head) ? finish() : .needsMore
            case .complete:
                head.reset(keeping: Self.keptCapacity)
                body.reset()
                state = .head
            }
        }
    }

    /// Offers memory to the body that is coming in; false if it does not take it. If it does, none is left there.
    package mutating func takes(_ memory: inout [UInt8]) -> Bool {
        body.move(into: &memory)
    }

    /// Lets go of the body. After this, the decoder must not be asked again.
    package mutating func abandon() {
        body = BodyBuffer(limits: limits)
    }

    /// Goes from the head to the body; true if the sender waits to be told so.
    private mutating func begin() -> Bool {
        switch head.meaning.framing {
        case .none:
            state = .length(0)
            return false
        case .length(let length):
            body.announce(length: length)
            state = .length(length)
            guard length > 0 else { return false }
        case .chunked:
            chunks = ChunkedDecoder()
            state = .chunks
        }
        // RFC 9110 section 10.1.1: the expectation of an HTTP/1.0 client must be ignored.
        return head.meaning.expectsContinue && head.requestLine?.version == .http11
    }

    private mutating func finish() -> Step {
        state = .complete
        let overflowed = body.overflowed
        let body = body.take(keeping: Self.keptCapacity)
        return request(with: body, overflowed: overflowed).map { .complete($0) } ?? .needsMore
    }

    /// nil before the head is complete: there is no request line.
    private func request(with body: [UInt8], overflowed: Bool = false) -> Request? {
        guard let line = head.requestLine else { return nil }
        return Request(
            method: line.method, path: line.path, query: line.query, version: line.version, headers: head.headers,
            body: body, bodyOverflowed: overflowed, hasLength: head.meaning.framing != .none,
            keepsAlive: head.meaning.keepsAlive(line.version))
    }
}
