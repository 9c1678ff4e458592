internal import Admission
internal import Kubernetes

/// The objects of a kind as a list and the changes since have shown them.
struct ObjectStore {
    /// 50,000 objects are ten times as many Namespaces as Kubernetes is tested with.
    static let objects = 50_000
    /// 64 MiB: 50,000 objects with 1.3 KiB of labels and annotations each.
    static let bytes = 64 << 20
    /// For how long a list counts whose watch has broken: a reconnection takes well under a second.
    static let grace = Duration.seconds(5)

    /// How well it is known.
    private enum Health {
        case empty
        case live
        case shaken(since: ContinuousClock.Instant)
    }

    private var answers: [ObjectName: Facts.Answer] = [:]
    private var size = 0
    private var health = Health.empty

    var count: Int { answers.count }

    /// There is more than it may hold.
    var isOverfull: Bool { answers.count > Self.objects || size > Self.bytes }

    /// Every change is heard of as it happens.
    var isLive: Bool {
        if case .live = health { true } else { false }
    }

    /// nil: that cannot be said now.
    /// - Parameter now: the clock is only read where that makes a difference.
    func answer(
        _ name: ObjectName, absent: Facts.Answer, at now: @autoclosure () -> ContinuousClock.Instant
    ) -> Facts.Answer? {
        switch health {
        case .empty: return nil
        case .shaken(let since) where since + Self.grace < now(): return nil
        case .live, .shaken: return answers[name] ?? absent
        }
    }

    /// - Parameter list: all that there is.
    mutating func replace(by list: ObjectStore, at now: ContinuousClock.Instant) {
        (answers, size) = (list.answers, list.size)
        health = .shaken(since: now)
    }

    mutating func set(_ name: ObjectName, _ answer: Facts.Answer?) {
        size += (answer?.size ?? 0) - (answers[name]?.size ?? 0)
        answers[name] = answer
    }

    /// From now on every change is heard of.
    mutating func follow() {
        if case .empty = health { return }
        health = .live
    }

    /// Changes are not heard of any more.
    mutating func shake(at now: ContinuousClock.Instant) {
        if case .live = health { health = .shaken(since: now) }
    }

    /// Nothing is known any more.
    mutating func forget() {
        self = ObjectStore()
    }
}

extension Facts.Answer {
    /// About how many bytes it takes.
    var size: Int {
        switch self {
        case .object(let facts?): facts.size
        case .pullSecret(let secret?): 256 + secret.size
        case .stages(let names): names.reduce(256) { $0 + 48 + $1.utf8.count }
        case .object, .pullSecret, .kubero, .role, .access, .failed: 256
        }
    }
}
