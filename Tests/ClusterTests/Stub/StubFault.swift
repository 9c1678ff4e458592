/// A way in which the stub breaks.
enum StubFault: Sendable {
    /// Answers with this instead.
    case answer(Int, headers: String = "", body: String = "")
    /// Closes before it has answered.
    case silentEnd
    /// Closes within the body.
    case cutBody
    /// Says nothing until the client has gone.
    case hang
    /// Begins an answer of so many bytes.
    case oversize(Int)
    /// Answers what is no JSON.
    case garbage
    /// Lets another fault wait: answers as usual.
    case none
}
