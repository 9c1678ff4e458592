/// What is to become of one object.
struct Plan {
    /// Of its file's text.
    var edits: [Edit] = []
    /// What they come to.
    var changes = Changes()
    /// The object that takes over what is taken out of this one.
    var companion: Companion?
    /// What is done, for people.
    var notes: [String] = []
    /// What must not stand in the file any more; empty where it takes nothing secret.
    var secrets: [[UInt8]] = []
}
