extension StringProtocol {
    /// Whether the bytes of `part` stand in it. Characters would not do: one that an accent follows is another.
    func holds(_ part: String) -> Bool { utf8.contains(part.utf8) }
}
