/// What is waited for on a descriptor.
enum Interest: Sendable, Equatable {
    case read, write, nothing
}
