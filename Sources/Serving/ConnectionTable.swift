/// The connections of a loop by the number of their descriptor, which the kernel keeps small.
struct ConnectionTable {
    private var places: [Connection?] = []
    private(set) var count = 0

    /// nil if the connection has ended, be it that another has its descriptor now.
    subscript(token: Token) -> Connection? {
        let index = Int(token.descriptor)
        guard index < places.count, let connection = places[index], connection.token == token else { return nil }
        return connection
    }

    /// The one whose deadline comes first; nil if there is none.
    var firstToEnd: Connection? { all.min { $0.clock.deadline < $1.clock.deadline } }

    var all: [Connection] { places.compactMap(\.self) }

    mutating func insert(_ connection: Connection) {
        let index = Int(connection.token.descriptor)
        while places.count <= index { places.append(nil) }
        places[index] = connection
        count += 1
    }

    mutating func remove(_ connection: Connection) {
        places[Int(connection.token.descriptor)] = nil
        count -= 1
    }
}
