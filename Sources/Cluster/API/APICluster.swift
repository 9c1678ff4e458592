package import Admission
internal import Kubernetes
package import Serving
internal import Synchronization

/// The API server as the cluster: Namespaces, Projects and the Kubero settings by watches, the rest by asking, each
/// question once however many ask it.
package final class APICluster: FactSource {
    /// For one question with all its repetitions. A webhook call takes 30 s at most, mostly 10.
    private static let patience = Duration.seconds(10)
    /// How late the client's timers may be.
    private static let lateness = Duration.milliseconds(50)

    private let connection: APIConnection
    private let namespaces: Reflector
    private let projects: Reflector
    private let kuberoes: Reflector
    private let cache = Mutex(AnswerCache())
    private let flights = Mutex<[Question: Flight]>([:])

    /// Who waits for an answer that has been asked for.
    private struct Flight {
        var searches: [Search]
        /// Those who came when the call was under way: what it says may be older than their question.
        var late: [Search] = []
        /// Why it takes so long.
        var trouble: String?
    }

    /// When a search comes to a question.
    private enum Place {
        case first, late
        case landed(Facts.Answer)
    }

    /// Begins to list and to watch at once.
    /// - Parameter report: told what goes wrong with that, a line each, from any thread; nothing secret is in it.
    package init(
        _ server: APIServer, report: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(ClientTLSError) {
        let connection = try APIConnection(server)
        self.connection = connection
        namespaces = Reflector(.namespaces, connection, report: report)
        projects = Reflector(.projects, connection, report: report)
        kuberoes = Reflector(.kuberoes, connection, report: report)
        for reflector in [namespaces, projects, kuberoes] { reflector.start() }
    }

    deinit {
        connection.client.stop()
    }

    /// How many requests have been sent to the API server.
    package var calls: Int { connection.count }

    package func atHand(_ question: Question) -> Facts.Answer? {
        watched(question) ?? cache.withLock { $0.answer(question, at: .now) }
    }

    /// The kinds whose watches do not go well at the moment, so that the API server is asked for each object.
    package var lagging: [String] { [namespaces, projects, kuberoes].compactMap(\.lagging) }

    package func known(_ questions: [Question]) -> [Question: Facts.Answer] {
        var known: [Question: Facts.Answer] = [:]
        for question in questions { known[question] = watched(question) }
        let now = ContinuousClock.now
        cache.withLock { cache in
            for question in questions where known[question] == nil {
                known[question] = cache.answer(question, at: now)
            }
        }
        return known
    }

    package func find(
        _ questions: [Question], within time: Duration, then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
    ) {
        var known = known(questions)
        var inquiries: [(Question, Inquiry)] = []
        for question in Set(questions) where known[question] == nil {
            // It may be remembered for long, when the body that it is about is long gone.
            let question = question.kept
            switch Inquiry.step(question) {
            case .answer(let answer): known[question] = answer
            case .ask(let inquiry): inquiries.append((question, inquiry))
            }
        }
        guard !inquiries.isEmpty else { return then(known) }
        let search = Search(known: known, open: Set(inquiries.map(\.0)), then: then)
        connection.client.after(max(time - Self.lateness, .zero)) { [weak self] _ in
            search.giveUp(after: time) { question in self?.flights.withLock { $0[question]?.trouble } }
        }
        for (question, inquiry) in inquiries { join(question, inquiry, search) }
    }

    /// What the watches say; nil where they do not know, or are not for this.
    private func watched(_ question: Question) -> Facts.Answer? {
        switch question {
        case .namespace(let name): namespaces.answer(ObjectName(name: name))
        case .project(let name): projects.answer(ObjectName(name: name))
        case .kubero(let namespace):
            kuberoes.answer(ObjectName(namespace: namespace, name: KuberoRegistry.objectName))
        case .pullSecret, .stages, .role, .access: nil
        }
    }

    private func join(_ question: Question, _ inquiry: Inquiry, _ search: Search) {
        let place = flights.withLock { flights -> Place in
            guard flights[question] == nil else {
                flights[question]?.late.append(search)
                return .late
            }
            // The answer may have come since this one looked for it.
            if let answer = cache.withLock({ $0.answer(question, at: .now) }) { return .landed(answer) }
            flights[question] = Flight(searches: [search])
            return .first
        }
        switch place {
        case .first: ask(question, inquiry)
        case .late: break
        case .landed(let answer): search.take(answer, to: question)
        }
    }

    private func ask(_ question: Question, _ inquiry: Inquiry) {
        connection.ask(inquiry.query, within: Self.patience) { [weak self] trouble in
            self?.flights.withLock { $0[question]?.trouble = trouble }
        } then: { [weak self] outcome in
            let answer = inquiry.answer(outcome)
            self?.land(question, inquiry, answer)
        }
    }

    private func land(_ question: Question, _ inquiry: Inquiry, _ answer: Facts.Answer) {
        cache.withLock { $0.keep(answer, to: question, at: .now) }
        let (searches, goesOn) = flights.withLock { flights in
            guard let flight = flights.removeValue(forKey: question) else { return ([] as [Search], false) }
            // What was not there a moment ago may be there for those who asked a moment later.
            guard answer == .pullSecret(nil) || answer == .role(nil), !flight.late.isEmpty else {
                return (flight.searches + flight.late, false)
            }
            flights[question] = Flight(searches: flight.late)
            return (flight.searches, true)
        }
        for search in searches { search.take(answer, to: question) }
        if goesOn { ask(question, inquiry) }
    }
}
