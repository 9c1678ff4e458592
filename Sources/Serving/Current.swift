package import Synchronization

/// What is in force, for every loop to read and one thread to replace. Reading is one load: no lock, and no count of
/// references, which the loops would write to one line of memory for.
///
/// So nobody knows who still reads what was in force before, and it is kept for good. Whoever replaces it comes back to
/// an object that was in force already where he can.
@safe package final class Current<Value: AnyObject & Sendable>: Sendable {
    @usableFromInline let place: Atomic<Unmanaged<Value>>

    package init(_ value: Value) {
        unsafe place = unsafe Atomic(Unmanaged.passRetained(value))
    }

    @inlinable package var value: Value { unsafe place.load(ordering: .acquiring).takeUnretainedValue() }

    /// Hands it to `body`, which others are free to replace it under.
    @inlinable package func with<Result>(_ body: (Value) -> Result) -> Result {
        unsafe place.load(ordering: .acquiring)._withUnsafeGuaranteedRef { body($0) }
    }

    package func replace(with value: Value) {
        unsafe place.store(Unmanaged.passRetained(value), ordering: .releasing)
    }
}
