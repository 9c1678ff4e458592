import HTTP

/// What a decoder made of some bytes.
struct Decoding {
    var requests: [Request] = []
    var failure: RequestFailure?
    var continuations = 0
    /// What was left in the input when the decoder asked for more, failed, or had nothing more to read.
    var left: [UInt8] = []
    var stage = RequestDecoder.Stage.nothing

    /// Gives `text` to a new decoder in two pieces, cut at `cut`, or in pieces of one byte if `bytewise`.
    init(_ text: String, cut: Int = 0, bytewise: Bool = false, limits: Limits = Limits()) {
        let bytes = Array(text.utf8)
        let pieces =
            bytewise
            ? bytes.indices.map { bytes[$0...$0] } : [bytes[..<cut], bytes[cut...]].filter { !$0.isEmpty }
        var decoder = RequestDecoder(limits: limits)
        do {
            for var piece in pieces {
                defer { left = Array(piece) }
                reading: while true {
                    switch try decoder.decode(&piece) {
                    case .needsMore: break reading
                    case .wantsContinue: continuations += 1
                    case .complete(let request):
                        requests.append(request)
                        if request.bodyOverflowed { return }
                    }
                }
            }
        } catch {
            failure = error
        }
        stage = decoder.stage
    }

    var bodies: [String] { requests.map { String(decoding: $0.body, as: UTF8.self) } }
}

/// A POST with these field lines, and Host before them.
func post(_ fields: String..., body: String = "") -> String {
    "POST /validate?timeout=5s HTTP/1.1\r\nHost: a\r\n" + fields.map { "\($0)\r\n" }.joined() + "\r\n" + body
}
