/// The lines of a member of a mapping in block style.
struct MemberLines {
    /// With the comments that go with it: those directly above it that are as far in as it, and those further in below.
    let moved: Range<Int>
    /// What goes when it goes: with blank lines above it where nothing or a blank line follows.
    let removed: Range<Int>
    /// How many spaces its key has in front of it.
    let column: Int
}
