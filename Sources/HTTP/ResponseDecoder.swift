/// One response out of a stream of bytes that comes in any pieces. It does no I/O and knows no time.
package struct ResponseDecoder: Sendable {
    package enum Step: Sendable {
        /// Everything given was taken, and more is needed; some of the body may have come.
        case needsMore
        /// The head is whole. Said once.
        case head(ResponseHead)
        /// The response is whole; bytes behind it were left in the input.
        case complete
    }

    private enum State {
        case head, length(Int), chunks, complete
    }

    /// An API server sends none but 100, and that only when asked for. Anything up to here is patience.
    private static let provisionalAnswers = 8

    private let limits: Limits
    private var head: ResponseHeadDecoder
    private var body: BodyBuffer
    private var chunks = ChunkedDecoder()
    private var state = State.head
    private var provisional = 0

    /// - Parameter limits: `body` is for what has come and was not taken with `takeBody`; its target counts for nothing.
    /// - Parameter isSecret: the body is never moved in memory, so that whoever takes it can wipe all of it.
    package init(limits: Limits, isSecret: Bool = false) {
        self.limits = limits
        head = ResponseHeadDecoder(limits: limits)
        var kept = limits
        kept.keptOfOversizeBody = limits.body
        body = BodyBuffer(limits: kept, moves: !isSecret)
    }

    /// Some of the response has come.
    package var hasBegun: Bool { !head.headers.bytes.isEmpty || provisional > 0 }

    /// What has come of the body since it was last taken.
    package mutating func takeBody() -> [UInt8] {
        body.take(keeping: 0)
    }

    /// Takes bytes from the front of `input`. After a failure, and after `complete`, it must not be asked again.
    package mutating func decode(_ input: inout ArraySlice<UInt8>) throws(ResponseFailure) -> Step {
        while true {
            switch state {
            case .head:
                guard try head.decode(&input) else { return .needsMore }
                if let head = try begin() { return .head(head) }
            case .length(let remaining):
                let piece = input.prefix(remaining)
                body.append(piece)
                input = input.dropFirst(piece.count)
                state = .length(remaining - piece.count)
                if piece.count == remaining { return finish() }
                return .needsMore
            case .chunks:
                let isWhole: Bool
                do throws(RequestFailure) {
                    isWhole = try chunks.decode(&input, into: &body, limit: limits.head)
                } catch {
                    throw .malformed(error)
                }
                guard !body.overflowed else { throw .bodyTooLarge(limit: limits.body) }
                return isWhole ? finish() : .needsMore
            case .complete: return .complete
            }
        }
    }

    /// Goes from the head to the body; nil if the head is one of those that come before the answer.
    private mutating func begin() throws(ResponseFailure) -> ResponseHead? {
        // The head is complete whenever this is reached, so there is a status line.
        guard let line = head.line else { throw .malformedStatusLine }
        guard line.status >= 200 else {
            guard line.status != 101 else { throw .switchedProtocols }
            provisional += 1
            guard provisional <= Self.provisionalAnswers else { throw .tooManyProvisional }
            head = ResponseHeadDecoder(limits: limits)
            return nil
        }
        switch head.meaning.framing {
        // RFC 9112 section 6.3: these end with their head, whatever stands in it.
        case _ where line.status == 204 || line.status == 304: state = .length(0)
        case .none: throw .missingLength
        case .length(let length):
            body.announce(length: length)
            guard !body.overflowed else { throw .bodyTooLarge(limit: limits.body) }
            state = .length(length)
        case .chunked:
            // RFC 9112 section 6.1: such a message has faulty framing.
            guard line.version == .http11 else { throw .malformed(.codingInHTTP10) }
            state = .chunks
        }
        return ResponseHead(
            status: line.status, headers: head.headers, keepsAlive: head.meaning.keepsAlive(line.version))
    }

    private mutating func finish() -> Step {
        state = .complete
        return .complete
    }
}
