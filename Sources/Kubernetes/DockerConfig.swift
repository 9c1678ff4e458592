internal import Encodings
internal import JSON

/// A Docker configuration as kubelet reads it, by way of Go's encoding/json: kubernetes/pkg/credentialprovider/config.go.
///
/// One thing that does not decode makes all of it useless. Stricter than Go in three things, which no tool writes: a
/// field twice in one object, text that is not UTF-8, and half a surrogate pair.
enum DockerConfig {
    private typealias Problem = PullSecret.Problem

    /// The keys of the entries that hold a user name and a password.
    ///
    /// Nothing of `bytes` is kept, nor any reference to them, when this returns.
    ///
    /// - Parameters:
    ///   - isLegacy: whether the registries stand at the top, as in `.dockercfg`, not under `auths`.
    ///   - key: of the Secret, for the error.
    static func keys(
        in bytes: [UInt8], isLegacy: Bool, under key: String
    ) throws(PullSecret.Problem) -> [RegistryKey] {
        let root = try parse(bytes, under: key)
        guard root.kind == .object else { throw .wrongType(field: .whole) }
        if isLegacy { return try keys(of: root, hasHelpers: false) }
        try checkHeaders(of: root)
        let hasHelpers = ["credHelpers", "credsStore"].contains { root[$0] != nil }
        guard let auths = try field("auths", of: root) else { throw hasHelpers ? .onlyHelpers : .noAuths }
        return try keys(of: auths, hasHelpers: hasHelpers)
    }

    private static func parse(_ bytes: [UInt8], under key: String) throws(Problem) -> Value {
        do throws(ParseError) {
            return try Parser.parse(bytes).root
        } catch {
            // The error itself may show a key or a byte of what is secret.
            if case .duplicateKey = error.reason { throw .repeatedField }
            throw .notJSON(key: key)
        }
    }

    private static func keys(of auths: Value, hasHelpers: Bool) throws(Problem) -> [RegistryKey] {
        guard auths.kind == .object else { throw .wrongType(field: .auths) }
        var keys: [RegistryKey] = []
        var (isEmpty, hasUsable, hasTokens) = (true, false, false)
        for entry in auths.members {
            isEmpty = false
            if try isUsable(entry.value) {
                hasUsable = true
                if let key = RegistryKey(entry.key) { keys.append(key) }
            } else if ["identitytoken", "registrytoken"].contains(where: { entry.value[$0] != nil }) {
                hasTokens = true
            }
        }
        if hasUsable { return keys }
        if hasTokens { throw .onlyTokens }
        if hasHelpers { throw .onlyHelpers }
        throw isEmpty ? .emptyAuths : .noUserAndPassword
    }

    /// Whether an entry holds both a user name and a password. `auth` counts before the fields for each.
    private static func isUsable(_ entry: Value) throws(Problem) -> Bool {
        guard !entry.isNull else { return false }
        guard entry.kind == .object else { throw .wrongType(field: .entry) }
        let user = try hasText(.username, in: entry)
        let password = try hasText(.password, in: entry)
        _ = try hasText(.email, in: entry)
        guard try hasText(.auth, in: entry), let auth = try field("auth", of: entry) else { return user && password }
        return try isUsable(auth: auth)
    }

    /// decodeDockerConfigFieldAuth: base64 of `user:password`, padded or not.
    private static func isUsable(auth: Value) throws(Problem) -> Bool {
        var text = auth.utf8 ?? []
        defer { text.wipe() }
        let last = text.last { !" \t\n\u{B}\u{C}\r".utf8.contains($0) }
        let padding: Base64.Padding = last == UInt8(ascii: "=") ? .required : .none
        guard var pair = Base64.decode(text, padding: padding) else { throw .authNotBase64 }
        defer { pair.wipe() }
        guard let colon = pair.firstIndex(of: UInt8(ascii: ":")) else { throw .authWithoutColon }
        return colon > 0 && colon < pair.count - 1
    }

    private static func hasText(_ name: PullSecret.Field, in entry: Value) throws(Problem) -> Bool {
        guard let value = try field(name.rawValue, of: entry) else { return false }
        guard value.kind == .string else { throw .wrongType(field: name) }
        return !value.byteRange.isEmpty
    }

    private static func checkHeaders(of root: Value) throws(Problem) {
        guard let headers = try field(PullSecret.Field.headers.rawValue, of: root) else { return }
        let areTexts = headers.members.allSatisfy { $0.value.isNull || $0.value.kind == .string }
        guard headers.kind == .object, areTexts else { throw .wrongType(field: .headers) }
    }

    /// A field of one of Go's structs, whose names it finds in upper and lower case; null is as if it were not there.
    private static func field(_ name: String, of object: Value) throws(Problem) -> Value? {
        var found: Value?
        for member in object.members where folded(member.key).elementsEqual(folded(name)) {
            guard found == nil else { throw .repeatedField }
            found = member.value
        }
        return found.flatMap { $0.isNull ? nil : $0 }
    }

    /// encoding/json folds by simple case folding, by which two characters beyond ASCII are ASCII letters.
    private static func folded(_ name: String) -> [Unicode.Scalar] {
        name.unicodeScalars.map { scalar in
            switch scalar {
            case "A"..."Z": Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) | 0x20)
            case "\u{17F}": "s"
            case "\u{212A}": "k"
            default: scalar
            }
        }
    }
}
