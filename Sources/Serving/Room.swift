/// What a review takes up while it waits for look-ups, whether its client is there or not.
struct Room: ~Copyable, Sendable {
    let slot: Slot
    let share: BodyShare
}
