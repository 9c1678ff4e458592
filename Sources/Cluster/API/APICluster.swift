package import Admission
internal import Kubernetes
package import Serving
internal import Synchronization

/// The API server as the cluster: Namespaces, Projects and the Kubero settings by watches, the rest by asking, each
/// question once however many ask it.
package final class APICluster: FactSource {
    /// For one question with all its repetitions. A webhook call takes 30 s at most, mostly 10.
    private static let patience = Duration.seconds(10)
    /// Questions under way. With 8 calls at a time of 5 ms each the last of so many is answered in 6 s; what comes behind
    /// them would have too little of its 10 s left. With its call each takes some 2 KiB: 20 MiB.
    package static let lookUpsAtOnce = 10_000
    /// How late the client's timers may be.
    private static let lateness = Duration.milliseconds(50)

    private let connection: APIConnection
    private let lookUpsAtOnce: Int
    private let namespaces: Reflector
    private let projects: Reflector
    private let kuberoes: Reflector
    private let cache = Mutex(AnswerCache())
    private let flights = Mutex<[Question: Flight]>([:])

    /// Who waits for an answer that has been asked for.
    private struct Flight {
        let asking: Asking
        var searches: [Search]
        /// Those who came when the call was under way: what it says may be older than their question.
        var late: [Search] = []
        /// Why it takes so long.
        var trouble: String?
    }

    /// When a search comes to a question.
    private enum Place {
        case first(Asking), late, noRoom
        case landed(Facts.Answer)
    }

    /// Begins to list and to watch at once.
    /// - Parameters:
    ///   - lookUps: questions that may be under way at a time; others fail.
    ///   - report: told what goes wrong with the watches, a line each, from any thread; nothing secret is in it.
    package init(
        _ server: APIServer, lookUps: Int = lookUpsAtOnce, report: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(ClientTLSError) {
        let connection = try APIConnection(server)
        self.connection = connection
        lookUpsAtOnce = lookUps
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

    /// Where the client's thread is, see `HTTPClient.turn`.
    package var turn: Int { connection.client.turn }

    /// How many questions are under way.
    var lookUps: Int { flights.withLock(\.count) }

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
        let open = Set(inquiries.map(\.0))
        let search = Search(known: known, open: open, by: connection.client, then: then)
        search.end(after: max(time - Self.lateness, .zero)) { [weak self] search in
            search.giveUp(after: time) { question in self?.flights.withLock { $0[question]?.trouble } }
            self?.leave(open, search)
        }
        for (question, inquiry) in inquiries { join(question, inquiry, search) }
        // Where there was hardly any time, it may have been up before the last of them was joined.
        if search.isOver { leave(open, search) }
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
            guard flights.count < lookUpsAtOnce else { return .noRoom }
            let asking = Asking(with: connection.client)
            flights[question] = Flight(asking: asking, searches: [search])
            return .first(asking)
        }
        switch place {
        case .first(let asking): ask(question, inquiry, asking)
        case .late: break
        case .noRoom: search.take(.failed("\(lookUpsAtOnce) look-ups wait for the API server already"), to: question)
        case .landed(let answer): search.take(answer, to: question)
        }
    }

    /// Waits for these no more. What nobody waits for is not asked, if it has not been yet.
    private func leave(_ questions: Set<Question>, _ search: Search) {
        for question in questions {
            let given = flights.withLock { flights -> Asking? in
                flights[question]?.searches.removeAll { $0 === search }
                flights[question]?.late.removeAll { $0 === search }
                guard let flight = flights[question], flight.searches.isEmpty, flight.late.isEmpty else { return nil }
                return flight.asking
            }
            given?.giveUp()
        }
    }

    private func ask(_ question: Question, _ inquiry: Inquiry, _ asking: Asking) {
        connection.ask(inquiry.query, by: asking, within: Self.patience) { [weak self] trouble in
            self?.flights.withLock { $0[question]?.trouble = trouble }
        } then: { [weak self] outcome in
            var wasGivenUp = false
            if case .failure(.client(.stopped)) = outcome { wasGivenUp = true }
            guard let answer = inquiry.answer(outcome) else { return self?.prove(question, inquiry, asking) ?? () }
            self?.land(question, inquiry, answer, wasGivenUp)
        }
    }

    /// There is nothing of a kind that is not known, if it is an API server that does not know it.
    private func prove(_ question: Question, _ inquiry: Inquiry, _ asking: Asking) {
        connection.prove(by: asking, within: Self.patience) { [weak self] failure in
            let answer = failure.map { Facts.Answer.failed("\($0)") } ?? inquiry.absent
            self?.land(question, inquiry, answer, failure == .client(.stopped))
        }
    }

    private func land(_ question: Question, _ inquiry: Inquiry, _ answer: Facts.Answer, _ wasGivenUp: Bool) {
        cache.withLock { $0.keep(answer, to: question, at: .now) }
        let (searches, next) = flights.withLock { flights in
            guard let flight = flights.removeValue(forKey: question) else { return ([] as [Search], nil as Asking?) }
            // What was not there a moment ago may be there for those who asked a moment later. And they may have come
            // when a question that nobody else waited for had been given up.
            let isOld = wasGivenUp || answer == .pullSecret(nil) || answer == .role(nil)
            guard isOld, !flight.late.isEmpty else { return (flight.searches + flight.late, nil) }
            let asking = Asking(with: connection.client)
            flights[question] = Flight(asking: asking, searches: flight.late)
            return (flight.searches, asking)
        }
        for search in searches { search.take(answer, to: question) }
        if let next { ask(question, inquiry, next) }
    }
}
