extension RegularExpression {
    /// Letters and digits that a Kubernetes name may begin with.
    private static let beginnings = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// What matches every name when it is anchored at both ends; names have no line breaks.
    private static let everything: Set<String> = [".*", ".+", ".*?", ".+?", "(.*)", "(.+)", "(?:.*)", "(?:.+)"]

    /// Whether this matches every name that a Kubernetes object can have; false also where that is not certain.
    ///
    /// An expression without assertions (`^`, `$`, escapes such as `\b`) that matches each of the letters a name can begin
    /// with matches every name, as it need not match the whole of it. With anchors a few forms are known.
    package var matchesEveryName: Bool {
        guard size != nil else { return false }
        let assertions: [UInt8] = [UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "\\")]
        if !pattern.contains(where: assertions.contains) {
            return Self.beginnings.allSatisfy { matches([$0]) }
        }
        var inner = pattern[...]
        let isFromStart = inner.first == UInt8(ascii: "^")
        if isFromStart { inner = inner.dropFirst() }
        let isToEnd = inner.last == UInt8(ascii: "$")
        if isToEnd { inner = inner.dropLast() }
        let text = String(decoding: inner, as: UTF8.self)
        return Self.everything.contains(text) || (!(isFromStart && isToEnd) && (text.isEmpty || text == "."))
    }

    /// Whether every alternative of a pattern that compiles begins with `^` or `\A` and ends with `$` or `\z`, so that it
    /// matches whole names only.
    package var isAnchored: Bool { AnchorScan(pattern).isAnchored }
}
