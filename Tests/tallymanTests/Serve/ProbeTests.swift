import HTTP
import Serving
import Testing

@testable import tallyman

@Suite struct ProbeTests {
    static let checks = [
        HealthCheck(name: "one", isPassed: true, note: ""),
        HealthCheck(name: "two", isPassed: true, note: "until then"),
    ]
    static let broken = checks + [HealthCheck(name: "three", isPassed: false, note: "why")]

    static let cases: [([HealthCheck], String?, StatusCode, String)] = [
        (checks, nil, .ok, "ok\n"), (checks, "other", .ok, "ok\n"),
        (checks, "verbose", .ok, "[+]one ok\n[+]two ok: until then\nreadyz check passed\n"),
        (checks, "verbose=true&exclude=one", .ok, "[+]two ok: until then\nreadyz check passed\n"),
        (
            broken, nil, .serviceUnavailable,
            "[+]one ok\n[+]two ok: until then\n[-]three failed: why\nreadyz check failed\n"
        ),
        (broken, "exclude=three", .ok, "ok\n"),
        (
            broken, "exclude=thr", .serviceUnavailable,
            "[+]one ok\n[+]two ok: until then\n[-]three failed: why\nreadyz check failed\n"
        ),
    ]

    @Test(arguments: cases.indices) func `it says what it is asked for`(_ index: Int) {
        let (checks, query, status, text) = Self.cases[index]
        let response = Probe(name: "readyz", checks: checks).response(query: query)
        #expect(response.status == status && String(decoding: response.body, as: UTF8.self) == text)
    }

    @Test func `probes of a running server`() throws {
        let served = try Served()
        #expect(try served.text("/livez") == "ok\n")
        #expect(try served.text("/livez?verbose") == "[+]ping ok\nlivez check passed\n")
        let lines = try served.text("/readyz?verbose").split(separator: "\n")
        #expect(lines.count == 4 && lines.dropLast().allSatisfy { $0.hasPrefix("[+]") })
        #expect(lines[0].hasPrefix("[+]configuration ok: \(served.files.configuration), digest sha256:"))
        for path in ["/livez", "/readyz", "/metrics", "/ca.crl"] {
            #expect(head(path, of: served) == "HTTP/1.1 200 OK")
            let refused = try served.ask(path, .post)
            #expect(refused.status == 405 && refused.headers["allow"] == "GET, HEAD")
        }
        #expect(try served.ask("/").status == 404)
    }

    /// What is said to HEAD; nil if it has a body.
    private func head(_ path: String, of served: Served) -> String? {
        let handler = AdminHandler(report: served.running.report, state: served.running.server.state)
        let request = Request(method: .head, path: path)
        var memory: [UInt8] = []
        guard case .now(let response) = handler.respond(to: request, in: &memory) else { return nil }
        var output: [UInt8] = []
        response.encode(answering: request, closing: false, into: &output)
        let text = String(decoding: output, as: UTF8.self)
        return text.hasSuffix("\r\n\r\n") ? text.firstMatch(of: /[^\r]+/).map { String($0.0) } : nil
    }

    @Test func `a server that stops is not ready, and lives`() throws {
        let served = try Served()
        let steady = try Caller(#require(served.running.server.adminAddress), tls: nil)
        #expect(try steady.call("/readyz").status == 200)
        // Whether it has gone by now or says so, it must not say that it is ready.
        served.running.server.stop()
        if let answer = try? steady.call("/readyz") {
            #expect(answer.status == 503)
            #expect(String(decoding: answer.body, as: UTF8.self).contains("[-]draining failed: told to stop\n"))
        }
    }
}
