internal import Cluster
internal import Synchronization

/// A cluster that is not asked any more once it has been seen not to answer: each question waits long, and there are
/// many.
final class ReachableInventory: Inventory {
    /// Reads in a row without an answer. One may be about what is asked for, unless it is the first of all.
    private static let limit = 2

    var place: String { inventory.place }
    private let inventory: any Inventory
    private let failures = Mutex(limit - 1)

    init(_ inventory: any Inventory) { self.inventory = inventory }

    func read(_ selection: Selection, _ take: (ObjectPage) -> Void) throws(InventoryError) -> Bool {
        guard failures.withLock({ $0 < Self.limit }) else {
            throw .unreadable("it was not asked for, as there was no answer to what was asked before")
        }
        do throws(InventoryError) {
            let isKnown = try inventory.read(selection, take)
            failures.withLock { $0 = 0 }
            return isKnown
        } catch {
            // Who refuses is there.
            failures.withLock { if case .unreadable = error { $0 += 1 } else { $0 = 0 } }
            throw error
        }
    }
}
