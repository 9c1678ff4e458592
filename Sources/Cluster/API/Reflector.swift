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

    private static let expired = "the watch has expired"

    private let resource: Resource
    private let connection: APIConnection
    /// How often to look whether a kind that the cluster did not know has been added.
    private let missing: Duration
    /// How long to wait before looking whether objects that were too many have become fewer: that takes 100 pages.
    private let crowded: Duration
    private let report: @Sendable (String) -> Void
    private let state = Mutex(State())

    private struct State {
        var store = ObjectStore()
        /// Pages of a list that is not complete.
        var pages = ObjectStore()
        var lines = LineBuffer()
        /// Up to which version of the list changes are known.
        var version = ""
        /// Why the watch cannot be gone on from: what was missed is not known.
        var broken: String?
        var backoff = Backoff()
        var lastReport = ""
    }

    init(
        _ resource: Resource, _ connection: APIConnection, missing: Duration = .seconds(30),
        crowded: Duration = .seconds(300), report: @escaping @Sendable (String) -> Void
    ) {
        self.resource = resource
        self.connection = connection
        self.missing = missing
        self.crowded = crowded
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
        if case .first = page { state.withLock { $0.pages = ObjectStore() } }
        connection.ask(query, within: Self.listing) { [weak self] trouble in
            self?.note(trouble)
        } then: { [self] outcome in
            switch outcome {
            case .success(var response) where response.status == 200:
                let next = read(response.body, page)
                if query.isSecret { response.body.erase() }
                proceed(next)
            case .success(let response) where response.status == 404: notFound(response)
            // The pages of this list are not kept any more.
            case .success(let response) where response.status == 410: listAgain("410 Gone")
            case .success(let response): listAgain("\(APIFailure(response))")
            case .failure(.client(.stopped)): break
            case .failure(let failure): listAgain("\(failure)")
            }
        }
    }

    /// A kind of others may be one that the API server does not know: there are no such objects until it does. But
    /// whatever else is at that address answers 404 too.
    private func notFound(_ response: ClientResponse) {
        guard !resource.isBuiltIn, response.isNotFound || response.isUnknownPath else {
            return listAgain("\(APIFailure.noAPIServer)")
        }
        connection.prove(within: Self.listing) { [self] failure in
            if failure == .client(.stopped) { return }
            if let failure { return listAgain("\(failure)") }
            note("the API server does not know this kind; there are none until it does")
            state.withLock { state in
                state.store.replace(by: ObjectStore(), at: .now)
                state.store.follow()
                state.backoff.reset()
            }
            connection.client.after(missing) { [self] isTime in if isTime { list(.first) } }
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
        case tooMany
    }

    private func read(_ body: [UInt8], _ page: Page) -> Next {
        guard let root = (try? Parser.parse(body))?.root, let items = root["items"] ?? root.member("items"),
            let version = root["metadata"]?["resourceVersion"]?.string
        else { return .retry("the list is no JSON, or no list") }
        return state.withLock { state in
            let known = state.pages.count
            for item in items.elements {
                guard let name = ObjectName(reading: item) else { continue }
                state.pages.set(name, resource.answer(reading: item))
                guard !state.pages.isOverfull else { return .tooMany }
            }
            if let next = root["metadata"]?["continue"]?.string, !next.isEmpty {
                // It would go on for ever.
                guard next != page.token, state.pages.count > known else {
                    return .retry("the list does not end: a page of it leads to itself, or brings nothing new")
                }
                return .page(next)
            }
            state.store.replace(by: state.pages, at: .now)
            state.pages = ObjectStore()
            state.version = version
            return .watch
        }
    }

    private func proceed(_ next: Next) {
        switch next {
        case .page(let token): list(.after(token))
        case .watch: watch()
        case .retry(let why): listAgain(why)
        case .tooMany: giveUp()
        }
    }

    // MARK: Watch

    private func watch() {
        let version = state.withLock { state in
            state.lines.clear()
            state.broken = nil
            return state.version
        }
        let stream = Call.Stream(quiet: Self.quiet) { [weak self] piece in self?.take(piece) ?? false }
        let time = Duration.seconds(Self.watching + 30)
        connection.stream(resource.watch(from: version, seconds: Self.watching), within: time, stream) {
            [self] outcome in
            let (broken, isOverfull) = state.withLock { state in
                state.store.shake(at: .now)
                return (state.broken, state.store.isOverfull)
            }
            switch outcome {
            case .failure(.client(.stopped)): break
            case _ where isOverfull: giveUp()
            case .success(let response) where response.status == 410: again(Self.expired) { $0.list(.first) }
            case .success(let response) where response.status == 404: again("404") { $0.list(.first) }
            case .success(let response) where response.status == 200:
                again(broken) { if broken == nil { $0.watch() } else { $0.list(.first) } }
            case .success(let response): again("\(APIFailure(response))") { $0.watch() }
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
            guard state.lines.append(piece) else {
                // From the same version on it would come again.
                state.broken = "a line of the watch has more than \(LineBuffer.longest) bytes"
                return false
            }
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
            state.broken = Self.expired
            return false
        case .failed(let why):
            state.broken = why
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

    /// Does it again after a pause.
    private func again(_ why: String?, _ body: @escaping @Sendable (Reflector) -> Void) {
        if let why { note(why) }
        let pause = state.withLock { $0.backoff.pause() }
        connection.client.after(pause) { [weak self] isTime in
            if let self, isTime { body(self) }
        }
    }

    /// Keeps nothing of what is too much, and looks again much later.
    private func giveUp() {
        note("there are too many to be kept; each is asked for by itself")
        state.withLock { state in
            state.store.forget()
            state.pages = ObjectStore()
        }
        connection.client.after(crowded) { [weak self] isTime in
            if let self, isTime { list(.first) }
        }
    }
}
