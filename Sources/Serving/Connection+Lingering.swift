extension Connection {
    /// Ends our side: the last answer is out.
    func beginLingering(_ turn: inout Turn) -> Outcome {
        channel.finish()
        clock.enter(.lingering, at: turn.now)
        return linger(&turn)
    }

    func linger(_ turn: inout Turn) -> Outcome {
        var budget = Turn.readBudget
        while budget > 0 {
            switch channel.discard(into: &turn.input) {
            case .done(let count): budget -= Turn.cost(ofReading: count)
            case .wantsRead: return .wait(.read)
            case .wantsWrite, .closed, .failed: return .end
            }
        }
        return .again
    }
}
