internal import HTTP

/// However the bytes are cut, the same requests come out, and the same failure at the end.
enum RequestCheck {
    static func run(_ bytes: [UInt8]) throws(Broken) {
        let limits = Limits(head: 512, fields: 8, target: 128, body: 200, keptOfOversizeBody: 50)
        var dice = Dice(bytes)
        let whole = outcome(of: [bytes[...]], limits)
        for pieces in [dice.pieces(of: bytes), dice.pieces(of: bytes), bytes.indices.map { bytes[$0...$0] }] {
            let cut = outcome(of: pieces, limits)
            try Broken.unless(cut == whole, "in pieces: \(cut.suffix(2)), whole: \(whole.suffix(2))")
        }
    }

    /// Each request in words, and the failure or what remains at the end.
    private static func outcome(of pieces: [ArraySlice<UInt8>], _ limits: Limits) -> [String] {
        var decoder = RequestDecoder(limits: limits)
        var outcome: [String] = []
        for piece in pieces {
            var input = piece
            reading: while true {
                do throws(RequestFailure) {
                    switch try decoder.decode(&input) {
                    case .needsMore: break reading
                    // Said only to who has not sent the body yet, so it depends on the pieces.
                    case .wantsContinue: continue
                    case .complete(let request):
                        outcome.append(described(request))
                        guard !request.bodyOverflowed else { return outcome }
                    }
                } catch {
                    return outcome + ["\(error)"]
                }
            }
        }
        return outcome + ["\(decoder.stage) \(decoder.occupied)"]
    }

    private static func described(_ request: Request) -> String {
        let names = ["host", "content-type", "content-length", "transfer-encoding", "connection", "expect"]
        let headers = names.map { "\($0)=\(request.headers[$0] ?? "-")" } + ["\(request.headers.count)"]
        let json = request.headers.hasMediaType("application/json")
        return """
            \(request.method) \(request.path) \(request.query ?? "-") \(request.version) \(headers) \(json) \
            \(request.body) \(request.bodyOverflowed) \(request.hasLength) \(request.keepsAlive)
            """
    }
}
