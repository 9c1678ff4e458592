import JSON
import Testing

@testable import Admission

@Suite struct PolicyMutatingTests {
    /// Sets `a` where it is not there.
    static let setting: @Sendable (Review) -> Patch = { review in
        var patch = Patch()
        if review.object?["a"] == nil { patch.add("a", .string("set")) }
        return patch
    }

    /// Sets `b` where `a` is there.
    static let following: @Sendable (Review) -> Patch = { review in
        var patch = Patch()
        if review.object?["a"] != nil, review.object?["b"] == nil { patch.add("b", .bool(true)) }
        return patch
    }

    private func decision(_ policy: Policy, _ review: Review) throws -> Decision {
        try #require(policy.evaluate(review, at: .mutate).decision)
    }

    @Test func `a change is sent as one patch, each mutator on top of the ones before`() throws {
        let policy = Policy(mutators: [Changer(change: Self.setting), LaterChanger(change: Self.following)])
        let decision = try decision(policy, .create("{}"))
        let expected = #"[{"op":"add","path":"/a","value":"set"},{"op":"add","path":"/b","value":true}]"#
        #expect(decision.patch.map { String(decoding: $0.json, as: UTF8.self) } == expected)
        #expect(decision.isAllowed && decision.warnings.isEmpty)
        #expect(decision[.rules] == "changer,later-changer" && decision[.violations] == "changer,later-changer")
        #expect(decision[.config] == "digest")
    }

    @Test(arguments: [
        ("{\"a\":1}", Correction.fix, "changer", ""), ("{}", .disabled, "", ""), ("{\"a\":1}", .warn, "changer", ""),
    ])
    func `nothing to do is no patch, rather than an empty one`(
        _ object: String, _ correct: Correction, _ rules: String, _ fired: String
    ) throws {
        let policy = Policy(mutators: [Changer(change: Self.setting)], correct: correct)
        let decision = try decision(policy, .create(object))
        #expect(decision.patch == nil && decision.warnings.isEmpty)
        #expect(decision[.rules] == rules && decision[.violations] == fired)
    }

    @Test func `a mutator that only warns changes nothing`() throws {
        let policy = Policy(mutators: [Changer(change: Self.setting)], correct: .warn)
        let decision = try decision(policy, .create("{}"))
        #expect(decision.patch == nil && decision.isAllowed && decision[.violations] == "changer")
        #expect(decision.warnings == ["changer would change: set a"])
    }

    static let unsettled: [(String, @Sendable (Review) -> Patch)] = [
        ("it always has something to do", { _ in PatchTests.patch(.add("a", .string("set"))) }),
        (
            "it undoes what it did",
            { review in
                review.object?["a"] == nil ? PatchTests.patch(.add("a", .bool(true))) : PatchTests.patch(.remove("a"))
            }
        ),
        ("it does not apply", { _ in PatchTests.patch(.add("spec.a", .string("set"))) }),
        ("it removes what is not there", { _ in PatchTests.patch(.remove("spec")) }),
    ]

    @Test(arguments: unsettled)
    func `a patch that does not settle is not sent, and the others are`(
        _ row: String, _ change: @escaping @Sendable (Review) -> Patch
    ) throws {
        let policy = Policy(mutators: [Changer(change: change), LaterChanger(change: Self.setting)])
        let decision = try decision(policy, .create("{}"))
        #expect(decision.isAllowed && decision.patch?.description == "set a")
        #expect(decision.patch?.operations.count == 1)
        #expect(decision.warnings.count == 1)
        #expect(decision.warnings.first?.hasPrefix("changer changed nothing: its change would not hold") == true)
    }

    @Test(arguments: ["null", "[]", "5", "\"x\""])
    func `what cannot be patched is left alone`(_ object: String) throws {
        let decision = try decision(Policy(mutators: [Changer(change: Self.setting)]), .create(object))
        #expect(decision.isAllowed && decision.patch == nil)
    }

    @Test func `nothing is patched on DELETE, on its way out, or below the object`() throws {
        let policy = Policy(mutators: [Changer(change: Self.setting)])
        let terminating = #"{"metadata":{"deletionTimestamp":"2026-11-20T23:30:32Z"}}"#
        let reviews = [
            try Review.delete("{}"), try .update(from: terminating, to: terminating),
            try ReviewText(["request.object": "{}", "request.subResource": "\"status\""]).review,
        ]
        for review in reviews { #expect(try decision(policy, review).patch == nil) }
    }

    @Test func `a validator never patches and a mutator never denies`() throws {
        let policy = Policy(PolicyTests.broken, mutators: [Changer(change: Self.setting)])
        let validated = try #require(policy.evaluate(.create("{}"), at: .validate).decision)
        #expect(!validated.isAllowed && validated.patch == nil && validated[.rules] == "finder")
        let mutated = try decision(policy, .create("{}"))
        #expect(mutated.isAllowed && mutated.patch != nil && mutated[.rules] == "changer")
    }
}
