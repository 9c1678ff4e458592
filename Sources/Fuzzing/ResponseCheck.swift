internal import HTTP

/// However the bytes are cut, and however the body is taken, the same response comes out.
enum ResponseCheck {
    static func run(_ bytes: [UInt8]) throws(Broken) {
        // What is taken in between counts for nothing, so that only here a limit says the same however it is cut.
        let limits = Limits(head: 512, fields: 8, target: 128, body: 200, keptOfOversizeBody: 50)
        let roomy = Limits(head: 512, fields: 8, target: 128, body: bytes.count + 1 << 20, keptOfOversizeBody: 50)
        var dice = Dice(bytes)
        let single = bytes.indices.map { bytes[$0...$0] }
        let whole = [limits, roomy].map { outcome(of: [bytes[...]], $0) }
        for pieces in [dice.pieces(of: bytes), dice.pieces(of: bytes), single] {
            for (limits, whole) in zip([limits, roomy], whole) {
                for isSecret in [false, true] {
                    let cut = outcome(of: pieces, limits, isSecret: isSecret)
                    try Broken.unless(cut == whole, "in pieces: \(cut), whole: \(whole)")
                }
            }
            let taken = outcome(of: pieces, roomy, taking: true)
            try Broken.unless(taken == whole[1], "taken in pieces: \(taken), whole: \(whole[1])")
        }
    }

    private static func outcome(
        of pieces: [ArraySlice<UInt8>], _ limits: Limits, isSecret: Bool = false, taking: Bool = false
    ) -> String {
        var decoder = ResponseDecoder(limits: limits, isSecret: isSecret)
        var head = "no head"
        var body: [UInt8] = []
        for piece in pieces {
            var input = piece
            reading: while true {
                do throws(ResponseFailure) {
                    switch try decoder.decode(&input) {
                    case .needsMore: break reading
                    case .head(let response):
                        let names = ["content-type", "content-length", "transfer-encoding", "connection"]
                        let headers = names.map { "\($0)=\(response.headers[$0] ?? "-")" }
                        head = "\(response.status) \(headers) \(response.headers.count) \(response.keepsAlive)"
                    case .complete: return "\(head) \(body + decoder.takeBody()) complete"
                    }
                } catch {
                    return "\(head) \(error)"
                }
            }
            if taking { body += decoder.takeBody() }
        }
        return "\(head) \(body + decoder.takeBody()) \(decoder.hasBegun)"
    }
}
