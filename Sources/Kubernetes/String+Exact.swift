extension String {
    /// Whether the two are the same byte for byte, as Kubernetes compares names. Swift's `==` also takes canonically
    /// equivalent characters for the same (U+212A KELVIN SIGN for "K"), which no name may be.
    func isExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
