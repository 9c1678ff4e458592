internal import Encodings

/// Passwords, found in a text in whatever form they stand there. One pass over a text is for all of them.
struct Passwords {
    /// JSON in a string of JSON in double quotes of YAML: more texts within texts are not looked into.
    private static let levels = 3

    /// From this length on, a part of a text that is the same is taken for the password. Shorter ones (`admin`) may be
    /// anything.
    private var certain: TextIndex
    private let words: WordIndex
    /// The short ones, and those in base64.
    private let short: Set<[UInt8]>

    /// What it took so far, in bytes that were looked at.
    var steps: Int { certain.steps }

    init(_ passwords: [[UInt8]]) {
        // What is written in lines of its own ends with a line break, which other places need not have.
        let all = Set(passwords + passwords.map(Self.trimmed)).filter { !$0.isEmpty }
        let isCertain = Dictionary(grouping: all) { $0.count >= TextIndex.shortest }
        certain = TextIndex(isCertain[true, default: []].flatMap { PasswordForms(of: $0).all })
        let few = isCertain[false, default: []]
        words = WordIndex(few)
        short = Set(few + few.map { Array(Base64.encode($0).utf8) })
    }

    private static func trimmed(_ password: [UInt8]) -> [UInt8] {
        let isBlank = { (byte: UInt8) in " \t\r\n".utf8.contains(byte) }
        return Array(password.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }

    /// Where a password stands for certain, as it is, in base64 or with the escapes of JSON.
    mutating func offset(in text: ArraySlice<UInt8>) -> Int? {
        if let offset = certain.firstOffset(in: text) { return offset }
        var rest = text
        var origins: [[Int]] = []
        for _ in 0..<Self.levels {
            guard let unescaped = Unescaped(rest) else { return nil }
            origins.append(unescaped.origins)
            if let offset = certain.firstOffset(in: unescaped.bytes[...]) {
                return origins.reversed().reduce(offset) { $1[$0] }
            }
            rest = unescaped.bytes[...]
        }
        return nil
    }

    /// Whether one stands in a value for certain: also where it is all in base64, or that on several lines.
    mutating func stands(in value: [UInt8]) -> Bool {
        if offset(in: value[...]) != nil { return true }
        if value.contains(UInt8(ascii: "\n")) {
            let joined = value.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            if certain.firstOffset(in: joined[...]) != nil { return true }
        }
        guard value.count >= TextIndex.shortest,
            let decoded = Base64.decode(value) ?? Base64.decode(value, padding: .none)
        else { return false }
        return offset(in: decoded[...]) != nil
    }

    /// Whether a value is a short one, or one in base64, and nothing else.
    func areShort(_ value: [UInt8]) -> Bool { short.contains(value) }

    /// Where a short one stands as a word of its own.
    func word(in text: ArraySlice<UInt8>) -> Int? { words.firstOffset(in: text) }
}
