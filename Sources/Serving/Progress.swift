/// What became of an attempt to read, write or shake hands without waiting.
enum Progress: Sendable, Equatable {
    /// So many bytes were moved.
    case done(Int)
    case wantsRead
    case wantsWrite
    /// The peer has ended the stream.
    case closed
    case failed
}
