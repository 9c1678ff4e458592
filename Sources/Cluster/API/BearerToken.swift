internal import Files
internal import Synchronization

/// The token that calls carry. One in a file is read again every minute and when the API server refuses it: kubelet
/// replaces it when four fifths of its hour are over, and it is accepted to the end of that.
final class BearerToken: Sendable {
    private static let kept = Duration.seconds(60)

    private struct Reading {
        var token: String
        var until: ContinuousClock.Instant
    }

    private let credential: APIServer.Credential
    private let reading = Mutex<Reading?>(nil)

    init(_ credential: APIServer.Credential) {
        self.credential = credential
    }

    /// nil where none is sent.
    func current() throws(FileError) -> String? {
        switch credential {
        case .none: return nil
        case .token(let token): return token
        case .tokenFile(let path):
            if let kept = reading.withLock({ $0 }), kept.until > .now { return kept.token }
            let token = try Self.read(path)
            reading.withLock { $0 = Reading(token: token, until: .now + Self.kept) }
            return token
        }
    }

    /// The API server has refused `token`; true if there may be another one now.
    func refuse(_ token: String?) -> Bool {
        guard case .tokenFile = credential else { return false }
        reading.withLock { $0 = nil }
        return (try? current()) != token
    }

    private static func read(_ path: String) throws(FileError) -> String {
        let bytes = try Files.read(path, limit: APIServer.fileLimit)
        let text = String(decoding: bytes, as: UTF8.self)
        let token = text.split(whereSeparator: \.isWhitespace)
        guard token.count == 1, isOne(String(token[0])) else {
            throw .failed(path: path, action: "use", reason: "it holds no token")
        }
        return String(token[0])
    }

    /// RFC 6750 section 2.1, b64token. Anything else could become more than a token in a request.
    static func isOne(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: ":"):
                    true
                default: false
                }
            }
    }
}
