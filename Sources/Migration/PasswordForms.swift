internal import Encodings

/// What a password looks like where it stands in another text, if not as it is.
struct PasswordForms {
    /// Bytes by which a password is told; base64 makes two thirds more of them, twice.
    private static let limit = 256

    /// The password, in JSON and in base64.
    let all: Set<[UInt8]>

    init(of password: [UInt8]) {
        let start = Array(password.prefix(Self.limit))
        let written: Set = [start, Self.json(start, escapingHTML: true), Self.json(start, escapingHTML: false)]
        // `auth` in a docker config, which is itself in base64 in a Secret.
        let once = Set(written.flatMap(Self.base64))
        all = written.union(once).union(once.flatMap(Self.base64))
    }

    /// The inside of a string of JSON; with `escapingHTML` as Go's `json.Marshal`, and so kubectl, writes it.
    private static func json(_ text: [UInt8], escapingHTML: Bool) -> [UInt8] {
        text.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): Array("\\n".utf8)
            case UInt8(ascii: "\r"): Array("\\r".utf8)
            case UInt8(ascii: "\t"): Array("\\t".utf8)
            case UInt8(ascii: "&") where escapingHTML: Array("\\u0026".utf8)
            case UInt8(ascii: "<") where escapingHTML: Array("\\u003c".utf8)
            case UInt8(ascii: ">") where escapingHTML: Array("\\u003e".utf8)
            default: [byte]
            }
        }
    }

    /// The letters that are the same whatever stands before and behind `text`, for each of the three places in a group
    /// of three bytes where it can begin: `user:password` has one of them in it.
    private static func base64(_ text: [UInt8]) -> [[UInt8]] {
        (0..<3).flatMap { shift -> [[UInt8]] in
            let letters = Array(Base64.encode(Array(repeating: 0, count: shift) + text).utf8)
            // A letter stands for six bits.
            let whole = Array(letters[((shift * 8 + 5) / 6)..<((shift + text.count) * 8 / 6)])
            return [whole, whole.map(inURLs)]
        }
    }

    /// RFC 4648 section 5.
    private static func inURLs(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        default: letter
        }
    }
}
