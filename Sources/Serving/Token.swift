/// Names what epoll reports on: a descriptor, and the connection it belonged to when it was registered, since the number
/// of a closed descriptor is given to the next one within the same batch of events.
struct Token: Sendable, Hashable {
    let descriptor: Int32
    /// 0 for what is not a connection.
    let serial: UInt32

    init(_ descriptor: Int32, serial: UInt32 = 0) {
        self.descriptor = descriptor
        self.serial = serial
    }

    init(packed: UInt64) {
        descriptor = Int32(truncatingIfNeeded: packed)
        serial = UInt32(truncatingIfNeeded: packed >> 32)
    }

    var packed: UInt64 { UInt64(serial) << 32 | UInt64(UInt32(bitPattern: descriptor)) }
}
