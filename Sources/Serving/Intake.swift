internal import HTTP

/// What is coming in on a connection: the request so far, and the memory that it has.
struct Intake: ~Copyable {
    private var decoder: RequestDecoder
    private var share: BodyShare

    init(limits: Limits, bodies: BodyBudget) {
        decoder = RequestDecoder(limits: limits)
        share = BodyShare(of: bodies)
    }

    var stage: RequestDecoder.Stage { decoder.stage }

    /// Decodes as far as the next thing to do, and counts what has come of a request that is not all there yet. Its body
    /// is lent what the loop keeps.
    mutating func next(_ input: inout ArraySlice<UInt8>, _ turn: inout Turn) throws(RequestFailure)
        -> RequestDecoder.Step
    {
        let step = try decoder.decode(&input)
        if case .needsMore = step {
            // Where there is no room, what the loop keeps gives way.
            guard fit() || turn.spare.giveWay() && fit() else { throw .noRoom }
            turn.spare.lend(to: &decoder, counting: &share)
        }
        return step
    }

    /// Counts what is left of a body, once its request has been answered; false if that is too much.
    @discardableResult
    mutating func fit() -> Bool { share.fit(decoder.occupied) }

    /// What the body counts goes to whoever answers later.
    mutating func handOver() -> BodyShare { share.handOver() }

    /// Lets go of all of it: nobody knows where the next request begins.
    mutating func abandon() {
        decoder.abandon()
        _ = share.fit(0)
    }
}
