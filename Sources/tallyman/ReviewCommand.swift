internal import Admission
internal import ArgumentParser
internal import Files
internal import Rules
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

    @Option(help: "The configuration; without it, the built-in defaults.") var config: String?
    @Option(help: "Which webhook is called: validate or mutate.") var endpoint = Endpoint.validate
    @Option(name: [.customShort("o"), .long], help: "json: the responses as they are sent; text: for people.")
    var output = Output.json
    @Argument(help: "Files with a review each; - is standard input.") var reviews: [String]

    enum Output: String, ExpressibleByArgument, CaseIterable {
        case json, text
    }

    func run() throws {
        let reviewer = Reviewer(policy: Catalogue.policy(Settings(), digest: "x"))
        var isComplete = true
        for path in reviews {
            do throws(FileError) {
                let body = try Files.read(path, limit: 64 << 20)
                let answer = reviewer.answer(body, at: endpoint)
                Files.print((answer.json ?? []) + [10])
            } catch {
                Files.complain("\(error)")
                isComplete = false
            }
        }
        if !isComplete { throw ExitCode(2) }
    }
}

extension Endpoint: ExpressibleByArgument {}
