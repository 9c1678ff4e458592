package import Synchronization

/// What is in force, for every loop to read and one thread to replace. Reading is one load: no lock, and no count of
/// references, which the loops would write to one line of memory for.
///
/// So it does not know who still reads what was in force before. Whoever replaces it is given that, and keeps it until
/// every loop has gone on to another connection (`Server.turns`).
@safe package final class Current<Value: AnyObject & Sendable>: Sendable {
    @usableFromInline let place: Atomic<Unmanaged<Value>>

    package init(_ value: Value) {
        unsafe place = unsafe Atomic(Unmanaged.passRetained(value))
    }

    /// For the thread that replaces it, as it counts a reference.
    @inlinable package var value: Value { unsafe place.load(ordering: .acquiring).takeUnretainedValue() }

    /// Hands it to `body`, which others are free to replace it under.
    @inlinable package func with<Result>(_ body: (Value) -> Result) -> Result {
        unsafe place.load(ordering: .acquiring)._withUnsafeGuaranteedRef { body($0) }
    }

    /// - Returns: what was in force, which others may be reading yet.
    package func replace(with value: Value) -> Value {
        unsafe place.exchange(Unmanaged.passRetained(value), ordering: .acquiringAndReleasing).takeRetainedValue()
    }

    deinit {
        unsafe place.load(ordering: .acquiring).release()
    }
}
