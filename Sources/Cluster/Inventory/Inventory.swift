package import JSON

/// All that is in a cluster, kind by kind, for commands that look through it. It is only read.
package protocol Inventory: Sendable {
    /// What is looked through, for people: a folder, or the address of an API server.
    var place: String { get }

    /// Hands over the objects of a selection, a page at a time, in the order in which the cluster gives them; waits.
    ///
    /// What has been handed over is wiped or freed when `take` returns, so that a page is all that is in memory.
    /// - Returns: false where the cluster does not know the kind.
    @discardableResult
    func read(_ selection: Selection, _ take: (ObjectPage) -> Void) throws(InventoryError) -> Bool

    /// What of it could not be read, whatever is asked for: a line each, with place and reason, up to a bound.
    var unreadable: [String] { get }

    /// What it has that is no Kubernetes object at all: a place each, up to a bound.
    var skipped: [String] { get }
}

extension Inventory {
    /// Of an API server it is known only when a kind is asked for.
    package var unreadable: [String] { [] }
    package var skipped: [String] { [] }
}

/// Some objects of one kind.
package struct ObjectPage: Sendable {
    package let objects: [Value]
    /// How many more there are, where the cluster says so.
    package let remaining: Int?

    package init(objects: [Value], remaining: Int?) {
        self.objects = objects
        self.remaining = remaining
    }
}

/// Why something of a cluster cannot be read.
package enum InventoryError: Error, Equatable {
    /// These objects may not be read by who asks; the text says what the API server said.
    case forbidden(String)
    /// The API server, or a folder, does not give them; the text says why and what to do.
    case unreadable(String)
}

extension InventoryError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .forbidden(let why), .unreadable(let why): why
        }
    }
}
