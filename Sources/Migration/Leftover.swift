internal import Cluster
internal import JSON
internal import YAML

/// Passwords that still stand in a file, besides where they are taken out: in a comment, or in another object.
struct Leftover {
    private static let message = """
        a password that is to be taken out stands here too, as it is or in an encoding (base64, escapes), and would \
        still be in it. Take it away here, or rotate it first
        """
    private static let note = "here stands a word that is the same as a password taken out; see whether it is meant"
    /// `kubectl apply` keeps in it what it was given, password and all.
    private static let lastApplied = "kubectl.kubernetes.io/last-applied-configuration"
    private static let lastAppliedMessage = """
        a password that is to be taken out stands in the annotation \(lastApplied) too. Take that annotation away: \
        kubectl apply writes it anew
        """

    /// Why the file is not to be written: one password for certain.
    private(set) var refusal: Refusal?
    /// Where there is what may be one.
    private(set) var possible: Position?

    init(in source: SourceFile, besides withheld: Withheld, _ passwords: inout Passwords) {
        for (index, document) in source.documents.enumerated() where refusal == nil {
            let layout = Layout(text: source.text, manifest: document)
            search(document.root, in: layout, besides: withheld.changes[index] ?? Changes(), &passwords)
        }
        // Comments too; what goes into ProjectConfigs is part of it.
        for range in withheld.rest(of: source.text) where refusal == nil {
            if let offset = passwords.offset(in: source.text.bytes[range]) {
                refusal = Refusal(at: Self.line(of: offset, source), Self.message)
            } else if possible == nil, let offset = passwords.word(in: source.text.bytes[range]) {
                possible = Self.line(of: offset, source)
            }
        }
    }

    /// What is to be written, once more as a whole; `position` stands for its place.
    init(in texts: [[UInt8]], at position: Position, _ passwords: inout Passwords) {
        for text in texts where passwords.offset(in: text[...]) != nil {
            refusal = Refusal(at: position, Self.message)
        }
    }

    /// What is to be said where there is what may be a password.
    func note(_ path: String) -> Remark? { possible.map { Remark(path, $0, Self.note) } }

    private static func line(of offset: Int, _ source: SourceFile) -> Position {
        Position(line: source.text.lineNumber(of: offset), column: 1)
    }

    /// Keys and values as they are read, whatever they look like. Goes as deep as the document does.
    private mutating func search(
        _ value: Value, in layout: Layout, besides taken: Changes, _ passwords: inout Passwords
    ) {
        switch value.kind {
        case .object:
            for member in value.members where taken[member] == nil {
                if passwords.stands(in: Array(member.key.utf8)) {
                    refusal = layout.refusal(atKey: member, Self.message)
                } else if member.has(Self.lastApplied), Self.isGiven(in: member.value, &passwords) {
                    refusal = layout.refusal(atKey: member, Self.lastAppliedMessage)
                } else {
                    search(member.value, in: layout, besides: taken, &passwords)
                }
                guard refusal == nil else { return }
            }
        case .array:
            for element in value.elements {
                search(element, in: layout, besides: taken, &passwords)
                guard refusal == nil else { return }
            }
        case .string:
            let text = value.utf8 ?? []
            if passwords.stands(in: text) {
                refusal = layout.refusal(at: value, Self.message)
            } else if possible == nil, passwords.areShort(text) {
                possible = layout.position(of: value)
            }
        default: break
        }
    }

    /// Whether a password stands in the object that an annotation holds: there a short one is certain too.
    private static func isGiven(in annotation: Value, _ passwords: inout Passwords) -> Bool {
        guard let text = annotation.utf8 else { return false }
        if passwords.stands(in: text) { return true }
        var limits = Limits()
        limits.depth = YAMLStream.maximumDepth
        guard let object = try? Parser.parse(text, limits: limits).root else { return false }
        return hasShort(object, passwords)
    }

    private static func hasShort(_ value: Value, _ passwords: Passwords) -> Bool {
        switch value.kind {
        case .object: value.members.contains { hasShort($0.value, passwords) }
        case .array: value.elements.contains { hasShort($0, passwords) }
        default: passwords.areShort(value.utf8 ?? [])
        }
    }
}
