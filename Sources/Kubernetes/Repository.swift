/// Where in a registry an image is, in full: the registry, and the path in it.
///
/// As github.com/distribution/reference completes it: `nginx` is `docker.io/library/nginx`.
struct Repository {
    /// `domain[:port]`.
    let registry: String
    /// Whether the registry is written as all write theirs, so that others may be compared with it by letter.
    let isPlain: Bool
    /// What the image's name begins with, or all of it.
    private let beginning: String
    /// Of a Pipeline's image, the Pipeline's name: nothing is put together as long as nobody looks so far.
    private let pipeline: String?
    /// Where in the UTF-8 of the image's name the path begins.
    private let start: Int

    /// - Parameter name: an image's name without tag or digest.
    init(_ name: String) { self.init(name, nil) }

    /// Of an image that a Pipeline could have.
    /// - Parameter host: its registry, `domain[:port][/path]`.
    init(probing host: String, _ name: String) { self.init(host, name) }

    private init(_ beginning: String, _ pipeline: String?) {
        self.beginning = beginning
        self.pipeline = pipeline
        let slash = beginning.utf8.firstIndex(of: UInt8(ascii: "/")) ?? pipeline.map { _ in beginning.endIndex }
        if let slash, Self.isDomain(beginning[..<slash]) {
            let first = String(beginning[..<slash])
            registry = first.isExactly("index.docker.io") ? Self.hub : first
            start = first.utf8.count + 1
        } else {
            registry = Self.hub
            start = 0
        }
        isPlain = Self.isPlain(registry)
    }

    private static let hub = "docker.io"

    private var name: String { pipeline.map { "\(beginning)/\($0)-probe" } ?? beginning }

    /// Without a leading slash.
    var path: String { String(decoding: name.utf8.dropFirst(start), as: UTF8.self) }

    /// With what Docker Hub's official images have for an owner.
    private var fullPath: String {
        let path = path
        return registry.isExactly(Self.hub) && !path.utf8.contains(UInt8(ascii: "/")) ? "library/\(path)" : path
    }

    /// Whether the path begins with a key's path, by letter.
    /// - Parameter prefix: with its leading slash; empty for all paths.
    func hasPath(beginningWith prefix: String) -> Bool { prefix.isEmpty || next(after: prefix) != nil }

    /// Whether the path is a key's path or below it, segment by segment.
    func hasPath(_ prefix: String) -> Bool { next(after: prefix) == UInt8(ascii: "/") }

    /// What comes next in the path, where a slash is also its end; nil where it does not begin so.
    private func next(after prefix: String) -> UInt8? {
        let (text, wanted) = (beginning.utf8.span, prefix.utf8.span)
        let end = start + wanted.count - 1
        guard !registry.isExactly(Self.hub), end <= text.count else { return Self.next(in: fullPath, 0, after: prefix) }
        return Self.next(in: beginning, start, after: prefix)
    }

    private static func next(in text: String, _ start: Int, after prefix: String) -> UInt8? {
        let (text, wanted) = (text.utf8.span, prefix.utf8.span)
        let end = start + wanted.count - 1
        guard end <= text.count else { return nil }
        for at in start..<end where text[at] != wanted[at - start + 1] { return nil }
        return end < text.count ? text[end] : UInt8(ascii: "/")
    }

    /// Whether kubelet takes the credential for Docker Hub when no other fits; isDefaultRegistryMatch.
    var isOnDefaultRegistry: Bool {
        registry == Self.hub || !registry.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    }

    private static func isDomain(_ text: Substring) -> Bool {
        text.utf8.contains {
            $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        } || text == "localhost"
    }

    /// Whether a registry is a name of letters, digits, dots and hyphens, with or without a port: read as a key, such a
    /// text has nothing in it but what it says.
    static func isPlain(_ registry: String) -> Bool {
        let bytes = registry.utf8.span
        var digits: Int?
        for at in bytes.indices {
            switch bytes[at] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits = digits.map { $0 + 1 }
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."),
                UInt8(ascii: "-"):
                guard digits == nil else { return false }
            case UInt8(ascii: ":") where digits == nil: digits = 0
            default: return false
            }
        }
        return digits != 0
    }
}
