extension String {
    /// Whether the two are the same byte for byte, as Kubernetes compares names. Swift's `==` also takes canonically
    /// equivalent characters for the same (U+212A KELVIN SIGN for "K"), which no name may be.
    package func isExactly(_ other: String) -> Bool {
        let (bytes, others) = (utf8.span, other.utf8.span)
        guard bytes.count == others.count else { return false }
        for at in bytes.indices where bytes[at] != others[at] { return false }
        return true
    }
}
