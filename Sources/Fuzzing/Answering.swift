internal import Admission
internal import Cluster
internal import Configuration
internal import JSON
internal import Rules
internal import Webhook

/// All rules at work, without a cluster and with one, and what every answer of theirs has to be.
struct Answering {
    private let reviewers: [Reviewer]

    /// The folder of the source code: what is fuzzed is beside what it is fuzzed with.
    static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

    static let all = Answering()

    private init() {
        var configuration = Configuration()
        configuration.settings.cleanupFinalizer.enforce = .fix
        configuration.settings.ownerFinalizers.enforce = .fix
        configuration.settings.controllerRoleBinding.enforce = .deny
        var reviewers = [Reviewer(policy: configuration.policy)]
        if let folder = try? ClusterFolder("\(Self.root)/Tests/ClusterTests/Fixtures/cluster") {
            reviewers.append(Reviewer(policy: configuration.policy, source: folder))
        }
        self.reviewers = reviewers
    }

    /// The answers to a body, each held against what goes for all of them.
    func answers(to body: [UInt8]) throws(Broken) -> [Answer] {
        try Broken.unless(reviewers.count == 2, "the folder with a cluster in it cannot be read")
        var answers: [Answer] = []
        for reviewer in reviewers {
            for endpoint in Endpoint.allCases {
                let answer = reviewer.answer(body, at: endpoint)
                try check(answer, body)
                try Broken.unless(
                    reviewer.answer(body, at: endpoint).json == answer.json, "asked again it answers otherwise")
                let line = LogLine(answer, at: endpoint, time: "now", microseconds: 1).bytes
                try Broken.unless((try? Parser.parse(line)) != nil, "the line of the log is not JSON")
                answers.append(answer)
            }
        }
        let cut = reviewers[0].answer(body, at: .validate, overflowing: body.count)
        try Broken.unless(cut.decision.status?.code == 413, "a body that is too large is not refused as that")
        try check(cut, body)
        return answers
    }

    private func check(_ answer: Answer, _ body: [UInt8]) throws(Broken) {
        let decision = answer.decision
        try Broken.unless(answer.review != nil || !decision.isAllowed, "what is no review is allowed")
        try Broken.unless(answer.review == nil || answer.identity != nil, "a review is decided for nobody")
        guard let identity = answer.identity else { return }
        try Broken.unless(!identity.uid.isEmpty, "the uid is empty")
        guard let json = answer.json, let reply = try? Parser.parse(json).root else {
            throw Broken("the answer is not JSON")
        }
        let response = reply["response"]
        try Broken.unless(response?["uid"]?.isString(identity.uid) == true, "the answer is for somebody else")
        try Broken.unless(response?["allowed"]?.bool == decision.isAllowed, "the answer says another thing")
        try Broken.unless(
            response?["status"]?["code"]?.integer == decision.status?.code, "the answer has another code")
        if let patch = decision.patch {
            try Broken.unless(
                (try? Parser.parse(patch.json))?.root.kind == .array && decision.isAllowed, "the patch is none")
        }
    }
}
