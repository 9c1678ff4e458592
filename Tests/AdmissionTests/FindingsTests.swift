import JSON
import Testing

@testable import Admission

@Suite struct FindingsTests {
    static func findings(_ count: Int) -> Findings {
        var findings = Findings()
        for index in 0..<count {
            findings.report(.invalid(FieldPath("spec.list").index(index), "x", "is wrong"))
            findings.warn("warning \(index)")
        }
        return findings
    }

    @Test(arguments: [(0, 0), (101, 101), (999, 999), (1_000, 1_000), (1_001, 1_001), (2_500, 1_001)])
    func `a rule tells so many violations, and then that there are more`(_ reported: Int, _ kept: Int) {
        let violations = Self.findings(reported).violations
        #expect(violations.count == kept)
        #expect((violations.last?.path == "spec") == (reported > Findings.maximumViolations))
    }

    @Test func `warnings come to an end`() { #expect(Self.findings(250).warnings.count == Findings.maximum) }

    @Test(arguments: [("[1]", true), ("[1,2]", false)])
    func `that there are more is excused only where all of that part is as it was`(_ list: String, _ isOld: Bool) throws
    {
        let old = try Parser.parse(Array(#"{"metadata":{"a":1},"spec":{"list":[1]}}"#.utf8)).root
        let new = try Parser.parse(Array(#"{"metadata":{"a":2},"spec":{"list":\#(list)}}"#.utf8)).root
        let violations = Self.findings(1_250).violations
        var ratchet = Ratchet(from: old, to: new, before: violations)
        let last = try #require(violations.last)
        let isExcused = ratchet.excuses(last)
        #expect(isExcused == isOld)
    }

    @Test func `what is not about a field is never excused`() throws {
        let object = try Parser.parse(Array("{}".utf8)).root
        var ratchet = Ratchet(from: object, to: object, before: [.forbidden("no")])
        let isExcused = ratchet.excuses(.forbidden("no"))
        #expect(!isExcused)
    }
}
