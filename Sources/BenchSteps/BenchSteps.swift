internal import Admission
internal import ArgumentParser
internal import Cluster
internal import Configuration
internal import Files
internal import Webhook

/// `bench-steps`: one step of a review over and over, for a clock or for callgrind. No part of what is shipped.
@main
struct BenchSteps: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-steps",
        abstract: "Do one step of a review many times, and print how long it took.",
        discussion: """
            Prints a line of JSON: step, count, nanoseconds for all of them, and a sum that depends on every result. \
            The cost of one is the difference of two runs with different counts, divided by that of the counts.
            """)

    @Option(help: "Which step: \(Step.allCases.map(\.rawValue).joined(separator: ", ")).") var step = Step.all
    @Option(help: "How often.") var count = 1_000
    @Option(help: "The configuration; without it, the built-in defaults.") var config: String?
    @Option(help: "Which webhook is called.") var endpoint = Admission.Endpoint.validate
    @Option(help: "A folder as the cluster, whose answers are remembered; without it, nothing is looked up.")
    var cluster: String?
    @Argument(help: "A file with a review.") var review: String

    func validate() throws {
        guard count >= 0 else { throw ValidationError("--count is how often, so not negative") }
    }

    func run() throws {
        do {
            let source = try cluster.map { Remembered(try ClusterFolder($0)) }
            let reviewer = Reviewer(policy: try Configuration(file: config).policy, source: source)
            let body = try Files.read(review, limit: Self.maximumBytes)
            let (sum, time) = try step.run(count, body, by: reviewer, at: endpoint)
            let (seconds, attoseconds) = time.components
            let nanoseconds = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
            let line = """
                {"step":"\(step.rawValue)","count":\(count),"nanoseconds":\(nanoseconds),"sum":\(sum)}

                """
            Files.print(Array(line.utf8))
        } catch {
            Files.complain("\(review): \(error)")
            throw ExitCode(2)
        }
    }

    /// Twice what the server takes; the longest body measured has 16 MB.
    private static let maximumBytes = 64 << 20
}

extension Step: ExpressibleByArgument {}
extension Admission.Endpoint: ExpressibleByArgument {}
