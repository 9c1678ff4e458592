import JSON
import Testing

@testable import Admission

@Suite struct RatchetTests {
    static let list = FieldPath("list")

    /// Every entry of `list` that is `bad`, and `a` where it is `bad` while `b` is not `fine`.
    static let policy = Policy(
        Finder { review, _ in
            var findings = Findings()
            for (index, entry) in (review.object?["list"]?.elements.enumerated().map { $0 } ?? []) {
                if let text = entry.string, text.hasPrefix("bad") {
                    findings.report(.invalid(list.index(index), text, "bad"))
                }
            }
            if review.object?["a"]?.isString("bad") == true, review.object?["b"]?.isString("fine") != true {
                findings.report(.invalid("a", "bad", "bad unless b is fine").with("b"))
            }
            for (index, entry) in (review.object?["parts"]?.elements.enumerated().map { $0 } ?? [])
            where entry["a"] == nil {
                let part = FieldPath("parts").index(index)
                findings.report(.required(part.child("a"), "bad").within(part))
            }
            return findings
        })

    static let rows: [(String, String, String, [String], Int)] = [
        ("unchanged", #"{"list":["bad"]}"#, #"{"list":["bad"],"x":1}"#, [], 1),
        ("changed", #"{"list":["bad"]}"#, #"{"list":["bad2"]}"#, ["list[0]"], 0),
        ("added", #"{"list":["bad"]}"#, #"{"list":["bad","bad2"]}"#, ["list[1]"], 1),
        ("moved", #"{"list":["x","bad"]}"#, #"{"list":["bad","x"]}"#, [], 1),
        ("moved by an insertion", #"{"list":["bad","bad2"]}"#, #"{"list":["x","bad","y","bad2"]}"#, [], 2),
        ("one excuse for one violation", #"{"list":["bad"]}"#, #"{"list":["bad","bad"]}"#, ["list[1]"], 1),
        ("two for two", #"{"list":["bad","bad"]}"#, #"{"list":["bad","bad"]}"#, [], 2),
        ("another in its place", #"{"list":["bad","x"]}"#, #"{"list":["x","bad2"]}"#, ["list[1]"], 0),
        ("from fine", #"{"list":["x"]}"#, #"{"list":["bad"]}"#, ["list[0]"], 0),
        ("from no list", "{}", #"{"list":["bad"]}"#, ["list[0]"], 0),
        ("from null", #"{"list":null}"#, #"{"list":["bad"]}"#, ["list[0]"], 0),
        ("from another type", #"{"list":"bad"}"#, #"{"list":["bad"]}"#, ["list[0]"], 0),
        ("mended", #"{"list":["bad"]}"#, "{}", [], 0),
        ("written with an escape", #"{"list":["bad"]}"#, #"{"list":["b\u0061d"]}"#, [], 1),
        ("the same with what it is related to", #"{"a":"bad","b":"c"}"#, #"{"a":"bad","b":"c","x":1}"#, [], 1),
        ("what it is related to changed", #"{"a":"bad","b":"c"}"#, #"{"a":"bad","b":"d"}"#, ["a"], 0),
        ("what made it fine removed", #"{"a":"bad","b":"fine"}"#, #"{"a":"bad"}"#, ["a"], 0),
        ("a missing part of what is unchanged", #"{"parts":[{"b":1}]}"#, #"{"parts":[{"b":1}],"x":1}"#, [], 1),
        ("a missing part moved", #"{"parts":[{"b":1}]}"#, #"{"parts":[{"a":1},{"b":1}]}"#, [], 1),
        (
            "missing there, then here", #"{"parts":[{"b":1},{"a":1}]}"#, #"{"parts":[{"a":1},{"b":2}]}"#,
            ["parts[1].a"], 0
        ),
        ("what it is related to added", #"{"a":"bad"}"#, #"{"a":"bad","b":"d"}"#, ["a"], 0),
    ]

    @Test(arguments: rows)
    func `an update answers for what it adds or changes`(
        _ row: String, _ old: String, _ new: String, _ denied: [String], _ excused: Int
    ) throws {
        let decision = Self.policy.evaluate(try .update(from: old, to: new), at: .validate).decision
        #expect(decision?.status?.details?.causes.compactMap(\.field) ?? [] == denied)
        #expect(decision?.warnings.count == excused)
        #expect(decision?.warnings.allSatisfy { $0.hasPrefix("it was so before, so this update may pass: ") } == true)
        #expect(decision?[.violations] == (denied.isEmpty ? "" : "finder"), "what the ratchet let through did not fire")
    }

    @Test func `another reason or kind at the same place is another violation`() throws {
        let (old, new) = (try json(#"{"a":1}"#), try json(#"{"a":1}"#))
        var ratchet = Ratchet(from: old, to: new, before: [.invalid("a", "1", "why")])
        let asked: [(Violation, Bool)] = [
            (.required("a", "why"), false), (.forbidden("why", at: "a"), false), (.invalid("b", "1", "why"), false),
            (.invalid("a", "1", "in other words"), true), (.invalid("a", "1", "again: an excuse counts once"), false),
        ]
        for (violation, expected) in asked {
            let isExcused = ratchet.excuses(violation)
            #expect(isExcused == expected, "\(violation)")
        }
    }

    /// Each against each would be 10^10 comparisons.
    @Test(.timeLimit(.minutes(5))) func `as many violations as an object can have are told apart in time`() throws {
        let names = (0..<100_000).map { "f\($0)" }
        let before = names.map { Violation.required(FieldPath([.field($0)]), "why") }
        var ratchet = Ratchet(from: try json("{}"), to: try json("{}"), before: before)
        let excused = names.reversed().count { ratchet.excuses(.required(FieldPath([.field($0)]), "why")) }
        #expect(excused == names.count)
    }

    /// Each from the beginning of the list would be 80 million steps.
    @Test func `a long list is gone over once, however many of its entries are at fault`() throws {
        let (length, count) = (20_000, Findings.maximumViolations)
        let list = "[\(Array(repeating: "{}", count: length).joined(separator: ","))]"
        let (old, new) = (try json(#"{"list":\#(list)}"#), try json(#"{"list":\#(list),"x":1}"#))
        // As duplicates are told of: within the entry, or as well within the first like it.
        let violations = (length - count..<length).map { index in
            let entry = Self.list.index(index)
            return Violation.duplicate(entry, "a").within(entry, or: Self.list.index(0)).with(entry.child("a"))
        }
        var ratchet = Ratchet(from: old, to: new, before: violations)
        for violation in violations {
            let isExcused = ratchet.excuses(violation)
            #expect(isExcused)
        }
        // The entry in both objects; in the old one as a candidate, with the other part, and as what it is related to.
        #expect(ratchet.steps <= 2 * length + 5 * count * MarkedList.stride)
    }

    @Test(arguments: ["1", "1.0", "[1,2]", #"{"k":[{}],"l":"x"}"#, "true"])
    func `values are compared whole`(_ value: String) throws {
        let violation = Violation.typeInvalid("a", .number, wanted: "a text")
        for other in ["1", "1.0", "[1,2]", "[2,1]", #"{"l":"x","k":[{}]}"#, #"{"k":[{}]}"#, "true", "false", "null"] {
            let (old, new) = (try json("{\"a\":\(other)}"), try json("{\"a\":\(value)}"))
            var ratchet = Ratchet(from: old, to: new, before: [violation])
            let isSame = value == other || (value.hasPrefix("{") && other.hasPrefix("{\"l"))
            let isExcused = ratchet.excuses(violation)
            #expect(isExcused == isSame, "\(other)")
        }
    }

    @Test(arguments: [Admission.Operation.create, .delete])
    func `only an update has a past`(_ operation: Admission.Operation) throws {
        let review = try ReviewText([
            "request.operation": "\"\(operation.rawValue)\"", "request.object": #"{"list":["bad"]}"#,
            "request.oldObject": #"{"list":["bad"]}"#,
        ]).review
        #expect(Self.policy.evaluate(review, at: .validate).decision?.isAllowed == false)
    }

    /// What the old object's violations hang on has to be known as well, or nothing would excuse the new ones.
    @Test func `what the old object raises in questions is asked`() throws {
        let policy = Policy(
            Finder { review, facts in
                var findings = Findings()
                let name = review.object?["ns"]?.string ?? ""
                switch findings.look(up: .namespace(name), in: facts) {
                case .absent, .unknown: findings.report(.invalid("a", "bad", "bad without the namespace"))
                case .found: break
                }
                return findings
            })
        let review = try Review.update(from: #"{"ns":"old","a":"bad"}"#, to: #"{"ns":"new","a":"bad"}"#)
        #expect(
            policy.evaluate(review, at: .validate, knowing: .cluster()).questions == [
                .namespace("new"), .namespace("old"),
            ])
        let absent = Facts.cluster([.namespace("new"): .object(nil), .namespace("old"): .object(nil)])
        #expect(policy.evaluate(review, at: .validate, knowing: absent).decision?.isAllowed == true)
        let lost = Facts.cluster([.namespace("new"): .object(nil), .namespace("old"): .object(ObjectFacts())])
        #expect(policy.evaluate(review, at: .validate, knowing: lost).decision?.isAllowed == false)
    }

    /// Each against each would be a million.
    @Test(arguments: ["{}", #"{"x":[[[1]]]}"#]) func `entries that differ are not held against each other`(
        _ more: String
    ) throws {
        let count = Findings.maximumViolations
        func object(_ name: String) throws -> Value {
            try json("{\"list\":[\(Array(repeating: "{\"\(name)\":\(more)}", count: count).joined(separator: ","))]}")
        }
        let violations = (0..<count).map { index in
            let entry = Self.list.index(index)
            return Violation.required(entry.child("c"), "why").within(entry)
        }
        var ratchet = Ratchet(from: try object("a"), to: try object("b"), before: violations)
        for violation in violations {
            let isExcused = ratchet.excuses(violation)
            #expect(!isExcused)
        }
        #expect(ratchet.comparisons == 0)
        var same = Ratchet(from: try object("a"), to: try object("a"), before: violations)
        let excused = violations.reversed().count { same.excuses($0) }
        #expect(excused == count && same.comparisons == count)
    }

    /// Each of a hundred compared with a megabyte each time would use up what may be compared.
    @Test func `many violations within one large part are excused by one look at it`() throws {
        let part = "[\"\(String(repeating: "x", count: 1 << 20))\"]"
        let (old, new) = (try json(#"{"a":\#(part),"b":1}"#), try json(#"{"a":\#(part),"b":2}"#))
        let violations = (0..<100).map { Violation.required(FieldPath("a").child("x\($0)"), "why").within("a") }
        var ratchet = Ratchet(from: old, to: new, before: violations)
        for violation in violations {
            let isExcused = ratchet.excuses(violation)
            #expect(isExcused)
        }
    }
}
