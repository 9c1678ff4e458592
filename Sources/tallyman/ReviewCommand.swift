internal import Admission
internal import ArgumentParser
internal import Configuration
internal import Files
internal import HTTP
internal import Serving
internal import Webhook

/// `tallyman review`: recorded reviews through the rules.
struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Decide recorded AdmissionReviews as the server would.",
        discussion: """
            Prints one AdmissionReview response a line, in the order of the files. Ends with 0 when every review got a \
            decision, whatever it was, and with 2 when one could not be read or has no uid to answer to.
            """)

    enum Output: String, ExpressibleByArgument, CaseIterable {
        case json, text
    }

    @OptionGroup var options: ClusterOptions
    @Option(help: "Which webhook is called.") var endpoint = Admission.Endpoint.validate
    @Option(name: [.customShort("o"), .long], help: "json: as the server replies; text: for people.")
    var output = Output.json
    @Argument(help: "Files with a review each; - is standard input.") var reviews: [String]

    func run() throws {
        let (reviewer, configuration) = try options.reviewer()
        let limits = configuration.server.limits
        var isComplete = true
        for path in reviews where !decide(path, by: reviewer, limits: limits) { isComplete = false }
        if !isComplete { throw ExitCode(2) }
    }

    /// Prints the answer to one review; `false` where there is none.
    private func decide(_ path: String, by reviewer: Reviewer, limits: Limits) -> Bool {
        do throws(FileError) {
            let answer = try answer(path, by: reviewer, limits: limits)
            guard let json = answer.json else {
                Files.complain("\(path): \(answer.decision.status?.message ?? "")")
                return false
            }
            Files.print(output == .json ? json + [10] : Array("\(path): \(answer.text)\n".utf8))
            return true
        } catch {
            Files.complain("\(error)")
            return false
        }
    }

    /// A review past the limit gets the server's answer, to the part of it that the server would have kept.
    private func answer(_ path: String, by reviewer: Reviewer, limits: Limits) throws(FileError) -> Answer {
        let body = try Files.read(path, limit: Self.maximumBytes)
        guard body.count > limits.body else { return reviewer.answer(body, at: endpoint) }
        return reviewer.answer(
            Array(body.prefix(limits.keptOfOversizeBody)), at: endpoint, overflowing: limits.body)
    }

    /// Files are read whole; past this one is no review of any cluster.
    private static let maximumBytes = 1 << 30
}

extension Admission.Endpoint: ExpressibleByArgument {}
