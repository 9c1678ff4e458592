import Admission
import JSON
import Testing

@testable import Webhook

/// Replies whose end was written beforehand.
@Suite struct ReplyEndsTests {
    /// As they may stand in a body, with what they mean.
    static let uids = [
        ("705ab4f5-6393-11e8-b7cc-42010a800002", "705ab4f5-6393-11e8-b7cc-42010a800002"), ("u", "u"),
        (#"a\u0022b\\c"#, #"a"b\c"#), (#"a\/b\u0041"#, "a/bA"), ("ü€😀", "ü€😀"), ("\u{7F}\u{202E}x", "\u{7F}\u{202E}x"),
        ("12345678\u{7F}", "12345678\u{7F}"), ("12345678é", "12345678é"),
    ]

    private static func body(_ uid: String, _ object: String, _ version: APIVersion) -> [UInt8] {
        let whole = String(decoding: Asked.body(object: object, version: version), as: UTF8.self)
        let parts = whole.split(separator: "u-1", maxSplits: 1)
        return Array("\(parts[0])\(uid)\(parts[1])".utf8)
    }

    @Test(arguments: uids, APIVersion.allCases)
    func `a reply is the same however it was put together`(_ uid: (String, String), _ version: APIVersion) throws {
        for endpoint in Endpoint.allCases {
            for verdict in ["pass", "unchecked", "warn", "deny"] {
                let body = Self.body(uid.0, #"{"verdict":"\#(verdict)"}"#, version)
                let answer = Asked.reviewer.answer(body, at: endpoint)
                var writer = Writer()
                writer.beginReview(version)
                writer.string(uid.1)
                writer.outcome(answer.decision)
                #expect(answer.json == writer.bytes)
                #expect(answer.identity == ReviewIdentity(uid: uid.1, version: version))
            }
        }
    }

    @Test func `only what passes without a word has an end that was written before`() {
        let ends = ReplyEnds(of: Asked.reviewer.policy)
        for (verdict, isPlain) in [("pass", true), ("unchecked", true), ("warn", false), ("deny", false)] {
            let decision = Asked.answer(object: #"{"verdict":"\#(verdict)"}"#).decision
            #expect((ends.end(of: decision, at: .validate) != nil) == isPlain, "\(verdict)")
        }
        let patched = Asked.answer(object: "{}", at: .mutate).decision
        #expect(patched.patch != nil && ends.end(of: patched, at: .mutate) == nil)
        let passed = Asked.answer(object: #"{"verdict":"pass"}"#, at: .mutate).decision
        #expect(ends.end(of: passed, at: .mutate) != ends.end(of: passed, at: .validate))
    }

    @Test func `replies are written one after the other into the same memory`() {
        var memory = [UInt8](repeating: 1, count: 4_096)
        let capacity = memory.capacity
        for verdict in ["deny", "pass", "warn", "pass"] {
            let answer = Asked.answer(object: #"{"verdict":"\#(verdict)"}"#)
            let isWritten = answer.write(into: &memory)
            #expect(isWritten && memory == answer.json)
        }
        #expect(memory.capacity == capacity)
        let isWritten = Asked.reviewer.answer([], at: .validate).write(into: &memory)
        #expect(!isWritten)
    }
}
