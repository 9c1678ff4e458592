import JSON
import Testing

@testable import Admission

@Suite struct FindingTests {
    @Test func `what rules find keeps its rule, its severity and its path, in their order`() throws {
        let first = Finder { _, _ in
            var findings = Findings()
            findings.warn(at: "spec.a", "odd")
            findings.warn("odd as a whole")
            findings.warn(about: "spec.d", "d is odd")
            findings.warn(of: .required("spec.e", "it is needed"))
            findings.report(.invalid("spec.b", "x", "why"))
            findings.report(.forbidden("you may not"))
            return findings
        }
        let decision = try #require(
            Policy(first, LaterFinder(finder: Finder(.forbidden("nor this", at: "spec.c")))).evaluate(
                try .create("{}"), at: .validate
            ).decision)
        #expect(
            decision.findings == [
                Finding(rule: "finder", severity: .warning, path: "spec.a", message: "odd"),
                Finding(rule: "finder", severity: .warning, path: nil, message: "odd as a whole"),
                Finding(rule: "finder", severity: .warning, path: "spec.d", message: "d is odd"),
                Finding(rule: "finder", severity: .warning, path: "spec.e", message: "Required value: it is needed"),
                Finding(rule: "finder", severity: .error, path: "spec.b", message: "Invalid value: \"x\": why"),
                Finding(rule: "finder", severity: .error, path: nil, message: "Forbidden: you may not"),
                Finding(rule: "later", severity: .error, path: "spec.c", message: "Forbidden: nor this"),
            ])
        #expect(
            decision.warnings == ["spec.a: odd", "odd as a whole", "d is odd", "spec.e: Required value: it is needed"])
    }

    @Test func `a violation that only warns is a warning at its path`() throws {
        let lenient = Policy(Finder(.required("spec", "it is needed")), enforce: .warn)
        let found = lenient.evaluate(try .create("{}"), at: .validate).decision?.findings
        #expect(
            found == [
                Finding(rule: "finder", severity: .warning, path: "spec", message: "Required value: it is needed")
            ])

        let policy = Policy(Finder(.required("spec", "it is needed")))
        let excused = policy.evaluate(try .update(from: "{}", to: "{}"), at: .validate).decision?.findings
        #expect(excused?.map(\.severity) == [.warning] && excused?.first?.path == "spec")
        #expect(excused?.first?.message.hasPrefix("it was so before, so this update may pass: ") == true)
    }

    @Test func `so is a change that a mutator only tells of`() throws {
        let policy = Policy(
            mutators: [
                Changer { review in
                    var patch = Patch()
                    if review.object?["a"] == nil { patch.add("a", .bool(true)) }
                    return patch
                }
            ], correct: .warn)
        let found = policy.evaluate(try .create("{}"), at: .mutate).decision?.findings
        #expect(
            found == [Finding(rule: "changer", severity: .warning, path: nil, message: "changer would change: set a")])
    }
}
