internal import Admission
internal import JSON
internal import Kubernetes
internal import Serving
internal import Synchronization

/// Keeps the objects of a kind by a list and a watch (as client-go's Reflector does), in the client's thread.
final class Reflector: Sendable {
    private static let listing = Duration.seconds(30)
    /// A watch is ended by the server after this; client-go takes 5 to 10 minutes.
    private static let watching = 300
    /// Bookmarks come every minute where nothing else does.
    private static let quiet = Duration.seconds(90)

    private let resource: Resource
    private let connection: APIConnection
    /// How often to look whether a kind that the cluster did not know has been added.
    private let missing: Duration
    private let report: @Sendable (String) -> Void
    private let state = Mutex(State())

    private struct State {
        var store = ObjectStore()
        /// Pages of a list that is not complete.
        var pages: [ObjectName: Facts.Answer] = [:]
        var lines = LineBuffer()
        /// Up to which version of the list changes are known.
        var version = ""
        var hasExpired = false
        var backoff = Backoff()
        var lastReport = ""
    }

    init(
        _ resource: Resource, _ connection: APIConnection, missing: Duration = .seconds(30),
        report: @escaping @Sendable (String) -> Void
    ) {
        self.resource = resource
        self.connection = connection
        self.missing = missing
        self.report = report
    }

    /// nil: that cannot be said now, and somebody has to ask for the one object.
    func answer(_ name: ObjectName) -> Facts.Answer? {
        state.withLock { $0.store.answer(name, absent: resource.absent, at: .now) }
    }

    /// The kind, unless its watch goes well.
    var lagging: String? { state.withLock { $0.store.isLive } ? nil : "\(resource)" }

    func start() {
        list(.first)
    }

    // MARK: List

    private func list(_ page: Page) {
        guard let query = resource.list(page: page) else { return }
        if case .first = page { state.withLock { $0.pages = [:] } }
        connection.ask(query, within: Self.listing) { [weak self] trouble in
            self?.note(trouble)
        } then: { [self] outcome in
            switch outcome {
            case .success(var response) where response.status == 200:
                let next = read(response.body)
                if query.isSecret { response.body.erase() }
                proceed(next)
            // The API server does not know the kind: there are no such objects until it does.
            case .success(let response) where response.status == 404:
                state.withLock { state in
                    state.store.replace([:], at: .now)
                    state.store.follow()
                }
                connection.client.after(missing) { [self] isTime in if isTime { list(.first) } }
            // The pages of this list are not kept any more.
            case .success(let response) where response.status == 410: listAgain("410 Gone")
            case .success(let response): listAgain("\(APIFailure(response))")
            case .failure(.client(.stopped)): break
            case .failure(let failure): listAgain("\(failure)")
            }
        }
    }

    /// What was known may not be so any more: that there were none, of a kind that the API server did not know, too.
    private func listAgain(_ why: String) {
        state.withLock { $0.store.shake(at: .now) }
        again(why) { $0.list(.first) }
    }

    private enum Next {
        case page(String)
        case watch
        case retry(String)
    }

    private func read(_ body: [UInt8]) -> Next {
        guard let root = (try? Parser.parse(body))?.root, let items = root["items"] ?? root.member("items"),
            let version = root["metadata"]?["resourceVersion"]?.string
        else { return .retry("the list is no JSON, or no list") }
        return state.withLock { state in
            for item in items.elements {
                guard let name = ObjectName(reading: item) else { continue }
                state.pages[name] = resource.answer(reading: item)
            }
            if let next = root["metadata"]?["continue"]?.string, !next.isEmpty { return .page(next) }
            state.store.replace(state.pages, at: .now)
            state.pages = [:]
            state.version = version
            return .watch
        }
    }

    private func proceed(_ next: Next) {
        switch next {
        case .page(let token): list(.after(token))
        case .watch: watch()
        case .retry(let why): listAgain(why)
        }
    }

    // MARK: Watch

    private func watch() {
        let version = state.withLock { state in
            state.lines.clear()
            state.hasExpired = false
            return state.version
        }
        let stream = Call.Stream(quiet: Self.quiet) { [weak self] piece in self?.take(piece) ?? false }
        let time = Duration.seconds(Self.watching + 30)
        connection.stream(resource.watch(from: version, seconds: Self.watching), within: time, stream) {
            [self] outcome in
            let hasExpired = state.withLock { state in
                state.store.shake(at: .now)
                return state.hasExpired
            }
            switch outcome {
            case .success(let response) where response.status == 410 || hasExpired:
                again("the watch has expired") { $0.list(.first) }
            case .success(let response) where response.status == 404: again("404") { $0.list(.first) }
            case .success(let response) where response.status == 200: again(nil) { $0.watch() }
            case .success(let response): again("\(APIFailure(response))") { $0.watch() }
            case .failure(.client(.stopped)): break
            case .failure(let failure): again("\(failure)") { $0.watch() }
            }
        }
    }

    /// False: the watch is of no use any more.
    private func take(_ piece: [UInt8]) -> Bool {
        var piece = piece
        defer { piece.erase() }
        return state.withLock { state in
            state.store.follow()
            guard state.lines.append(piece) else { return false }
            while var line = state.lines.next() {
                defer { line.erase() }
                guard apply(WatchEvent(line), to: &state) else { return false }
                state.backoff.reset()
            }
            return true
        }
    }

    private func apply(_ event: WatchEvent, to state: inout State) -> Bool {
        switch event {
        case .stored(let name, let object, let version):
            state.store.set(name, resource.answer(reading: object))
            state.version = version
        case .deleted(let name, let version):
            state.store.set(name, nil)
            state.version = version
        case .bookmark(let version): state.version = version
        case .expired:
            state.hasExpired = true
            return false
        case .failed:
            // What was missed is not known: begin anew.
            state.hasExpired = true
            return false
        }
        return !state.store.isOverfull
    }

    // MARK: Again

    /// Reports what goes wrong, but not the same twice running.
    private func note(_ why: String) {
        let isNew = state.withLock { state in
            defer { state.lastReport = why }
            return state.lastReport != why
        }
        if isNew { report("\(resource): \(why)") }
    }

    /// Does it again after a pause, unless there is too much to be kept.
    private func again(_ why: String?, _ body: @escaping @Sendable (Reflector) -> Void) {
        if let why { note(why) }
        let (pause, isOverfull) = state.withLock { state in
            let isOverfull = state.store.isOverfull
            if isOverfull { state.store.forget() }
            return (state.backoff.pause(), isOverfull)
        }
        guard !isOverfull else {
            return report("\(resource): there are too many to be kept; each is asked for by itself")
        }
        connection.client.after(pause) { [weak self] isTime in
            if let self, isTime { body(self) }
        }
    }
}
