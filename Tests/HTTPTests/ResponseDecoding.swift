import Files
import HTTP

/// What a decoder made of the bytes of one response.
struct ResponseDecoding {
    var head: ResponseHead?
    var body: [UInt8] = []
    var isComplete = false
    var failure: ResponseFailure?
    /// What was left in the input behind the response.
    var left: [UInt8] = []

    /// Gives `bytes` to a new decoder in two pieces, cut at `cut`, or in pieces of one byte if `bytewise`.
    init(
        _ bytes: [UInt8], cut: Int = 0, bytewise: Bool = false, limits: Limits = Limits(), takingPieces: Bool = false
    ) {
        let pieces =
            bytewise
            ? bytes.indices.map { bytes[$0...$0] } : [bytes[..<cut], bytes[cut...]].filter { !$0.isEmpty }
        var decoder = ResponseDecoder(limits: limits)
        do {
            for var piece in pieces where !isComplete {
                reading: while true {
                    let step = try decoder.decode(&piece)
                    if takingPieces { body += decoder.takeBody() }
                    switch step {
                    case .needsMore: break reading
                    case .head(let head): self.head = head
                    case .complete:
                        isComplete = true
                        left = Array(piece)
                        break reading
                    }
                }
            }
            body += decoder.takeBody()
        } catch {
            failure = error
        }
    }

    /// Exchanges that were recorded from an API server.
    static let recorded = [
        "kubero-get-404", "kubero-get", "namespace-get", "namespaces-metadata-list", "project-get", "sar-allowed",
        "sar-bad-422", "sar-denied", "secret-get-401", "secret-get-403", "secret-get-404", "secret-get",
        "secrets-list-page1", "secrets-list-page2", "secrets-watch", "stages-list", "unknown-group-404", "version",
    ]

    static func recorded(_ name: String) throws -> [UInt8] {
        var folder = #filePath
        for _ in 0..<2 { folder = String(folder.prefix(upTo: folder.lastIndex(of: "/") ?? folder.startIndex)) }
        return try Files.read("\(folder)/Exchanges/\(name).http", limit: 1 << 20)
    }
}
