import Admission
import Configuration
import Files
import Scratch
import Testing
import Webhook

/// What README.md shows is what comes.
@Suite struct ReadmeTests {
    let lines: [Substring]

    init() throws {
        let text = try String(decoding: Files.read("\(Manifests.root)/README.md", limit: 1 << 20), as: UTF8.self)
        lines = text.split(separator: "\n")
    }

    @Test func `the answer shown is the answer to the review that the curl command sends`() throws {
        let command = try #require(lines.first { $0.contains("--data @") })
        let file = try #require(command.split(separator: " ").first { $0.hasPrefix("@") }?.dropFirst())
        let shown = try #require(lines.first { $0.hasPrefix("{\"kind\":\"AdmissionReview\"") })
        let body = try Files.read("\(Manifests.root)/\(file)", limit: 1 << 20)
        let answer = Reviewer(policy: Configuration().policy).answer(body, at: .validate)
        #expect(answer.json.map { String(decoding: $0, as: UTF8.self) } == String(shown))
    }

    @Test func `the line at the start has the digest of the defaults`() throws {
        let shown = try #require(lines.first { $0.hasPrefix("tallyman: serving on") })
        #expect(shown.hasSuffix("built-in defaults, digest \(Configuration().digest)"))
    }

    /// As `swift test` leaves it beside the tests.
    private static let program = "\(Manifests.root)/.build/debug/tallyman"

    @Test(.enabled(if: Program.isThere(at: program), "there is no \(program) here"))
    func `what the commands are shown to say, make demo says`() throws {
        let text = String(
            decoding: try Program.output(of: ["bash", "\(Manifests.root)/docs/demo/run.sh", Self.program]),
            as: UTF8.self)
        let said = Set(text.replacing(/\u{1B}\[[0-9]*m/, with: "").split(separator: "\n"))
        let start = try #require(lines.firstIndex { $0.hasPrefix("$ tallyman check") })
        let shown = lines[start...].prefix { $0 != "```" }.filter { $0 != "…" }
        #expect(shown.count > 8)
        for line in shown { #expect(said.contains(line), "\(line)") }
    }
}
