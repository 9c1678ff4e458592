import HTTP
import Synchronization
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(5))) struct ResumedTests {
    /// What work has seen and what it waits for.
    private final class Seen: Sendable {
        let isHeld = Atomic(true)
        let runs = Atomic(0)
        /// Bytes that the memory it was lent had room for.
        let capacities = Mutex<[Int]>([])

        func release() { isHeld.store(false, ordering: .releasing) }

        /// Waits for as long as it is held, then answers.
        func answer(_ text: String) -> Reply.Work {
            { memory in
                while self.isHeld.load(ordering: .acquiring) { sched() }
                self.runs.add(1, ordering: .relaxed)
                self.capacities.withLock { $0.append(memory.capacity) }
                memory.removeAll(keepingCapacity: true)
                memory += text.utf8
                var response = Response(contentType: "text/plain")
                swap(&response.body, &memory)
                return .now(response)
            }
        }
    }

    @Test func `an answer may be made on its loop, after as many rounds as it takes`()
        throws
    {
        let tickets = try Tickets()
        let running = try RunningServer(tickets: tickets)
        let client = try running.client()
        try client.send(LaterTests.get("/later") + LaterTests.get("/now"))
        let seen = Seen()
        for _ in 0..<3 { tickets.next().first?.resume { _ in .later { tickets.post($0) } } }
        tickets.next().first?.resume(seen.answer("made"))
        // It would be held for ever here if it ran in this thread.
        seen.release()
        #expect(try client.response().hasSuffix("\r\n\r\nmade"))
        #expect(try client.response().hasSuffix("/now 0\n"))
    }

    @Test func `the memory of answers goes from one to the next`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(tickets: tickets)
        let client = try running.client()
        let seen = Seen()
        seen.release()
        for _ in 0..<3 {
            try client.send(LaterTests.get("/later"))
            tickets.next().first?.resume(seen.answer(String(repeating: "#", count: 4_096)))
            _ = try client.response()
        }
        #expect(seen.capacities.withLock { $0.dropFirst().allSatisfy { $0 >= 4_096 } })
    }

    @Test func `for a connection that has gone nothing is done, and there is room for another`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(pending: 1, tickets: tickets)
        let client = try running.client()
        try client.send(LaterTests.get("/later"))
        let seen = Seen()
        seen.release()
        do {
            let ticket = tickets.next()
            client.reset()
            running.wait { $0.open == 0 }
            ticket.first?.resume(seen.answer("late"))
        }
        let next = try running.client()
        // The loop has read what was there before this.
        try next.send(LaterTests.get("/now"))
        #expect(try next.response().hasSuffix("/now 0\n"))
        try next.send(LaterTests.get("/later"))
        tickets.next().first?.resume(seen.answer("made"))
        #expect(try next.response().hasSuffix("\r\n\r\nmade"))
        #expect(seen.runs.load(ordering: .relaxed) == 1)
    }

    @Test func `what was answered 503, as its time was over, is not worked on`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(timeouts: Timeouts(answer: .milliseconds(100)), tickets: tickets)
        let client = try running.client()
        try client.send(LaterTests.get("/later"))
        let seen = Seen()
        seen.release()
        // The connection is there yet, lingering.
        #expect(try client.response().hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        tickets.next().first?.resume(seen.answer("late"))
        let next = try running.client()
        try next.send(LaterTests.get("/now"))
        #expect(try next.response().hasSuffix("/now 0\n"))
        #expect(seen.runs.load(ordering: .relaxed) == 0)
    }

    @Test func `stopping waits for an answer that is yet to be made`() throws {
        let tickets = try Tickets()
        let running = try RunningServer(tickets: tickets)
        let idle = try running.client()
        let client = try running.client()
        try client.send(LaterTests.get("/later"))
        let ticket = tickets.next()
        running.server.stop()
        #expect(try idle.rest().isEmpty)
        let seen = Seen()
        seen.release()
        ticket.first?.resume(seen.answer("late"))
        let answer = try client.rest()
        #expect(answer.contains("Connection: close\r\n") && answer.hasSuffix("\r\n\r\nlate"))
        #expect(running.join() && running.unanswered == 0)
    }

    @Test func `a ticket that comes back to a server that has gone is let go of`() throws {
        let tickets = try Tickets()
        var running: RunningServer? = try RunningServer(tickets: tickets)
        let client = try running?.client()
        try client?.send(LaterTests.get("/later"))
        weak var ticket: Reply?
        do {
            let held = tickets.next()
            ticket = held.first
            running = nil
            held.first?.resume(Seen().answer("late"))
        }
        #expect(ticket == nil)
    }

    @Test func `a turn with much work is not stuck, as no piece of it takes long`() throws {
        // 16 of 80 ms are more than the eight looks, which are 0.8 s.
        let tickets = try Tickets()
        let running = try RunningServer(watchdog: .milliseconds(100), tickets: tickets)
        let clients = try (0..<17).map { _ in try running.client() }
        for client in clients { try client.send(LaterTests.get("/later")) }
        let replies = tickets.next(17)
        let seen = Seen()
        replies.first?.resume(seen.answer("held"))
        for reply in replies.dropFirst() {
            reply.resume { _ in
                let began = Instant.now
                while Instant.now - began < .milliseconds(80) { sched() }
                return .later { $0.send(Response(status: .ok, text: "slow")) }
            }
        }
        // The loop has all of them in one turn.
        seen.release()
        for client in clients { #expect(try client.response().hasPrefix("HTTP/1.1 200 ")) }
        running.server.stop(delayed: false)
        #expect(running.error == nil)
    }
}
