import Admission
import JSON
import Testing

@testable import Webhook

@Suite struct LogLineTests {
    private func line(_ answer: Answer, late: Bool = false) -> String {
        let line = LogLine(answer, at: .validate, time: "2026-11-20T23:30:32Z", microseconds: 42, isLate: late)
        return String(decoding: line.bytes, as: UTF8.self)
    }

    static let start = #"{"time":"2026-11-20T23:30:32Z","endpoint":"validate","uid":"u-1""#
    static let who = #","user":"alice","operation":"CREATE","resource":"things.example.com","namespace":"team""#

    @Test func `a denial`() {
        #expect(
            line(Asked.answer(object: #"{"verdict":"deny","password":"hunter2"}"#)) == """
                \(Self.start)\(Self.who),"name":"a-thing","dryRun":false,"allowed":false,"code":422,"rules":"told",\
                "warnings":0,"microseconds":42}\n
                """)
    }

    @Test func `a look-up that failed says why`() {
        #expect(
            line(Asked.answer(object: #"{"verdict":"fail","password":"hunter2"}"#)) == """
                \(Self.start)\(Self.who),"name":"a-thing","dryRun":false,"allowed":false,"code":500,"rules":"told",\
                "error":"Internal error occurred: the cluster is away","warnings":0,"microseconds":42}\n
                """)
    }

    @Test func `a warning, too late`() {
        #expect(
            line(Asked.answer(object: #"{"verdict":"warn"}"#), late: true) == """
                \(Self.start)\(Self.who),"name":"a-thing","dryRun":false,"allowed":true,"code":200,"rules":"",\
                "warnings":1,"microseconds":42,"late":true}\n
                """)
    }

    @Test func `a dry run of a subresource`() {
        let body = Asked.body(object: "{}", more: #","dryRun":true,"subResource":"status""#)
        let text = line(Asked.reviewer.answer(body, at: .validate))
        #expect(text.contains(#""resource":"things.example.com/status""#) && text.contains(#""dryRun":true"#))
    }

    @Test func `a body that is no review`() {
        let answer = Asked.reviewer.answer(Array(#"{"request":{"uid":"u-1"}"#.utf8), at: .validate)
        #expect(
            line(answer) == #"""
                \#(Self.start),"error":"the AdmissionReview is not valid JSON at byte 24: \#
                the JSON ends in the middle of a value",\#
                "allowed":false,"code":400,"rules":"","warnings":0,"microseconds":42}

                """#)
        #expect(line(Asked.reviewer.answer([], at: .validate)).contains(#""uid":"","error":"#))
    }

    static let forgeries = [
        "a\nb", "a\r\n{\"allowed\":true}", "\u{1B}[31mred\u{1B}[0m", "\"", "\\", "\",\"code\":200,\"x\":\"", "\0",
        "\u{7F}",
        "\u{8}\u{8}\u{8}", "\t",
    ]

    @Test(arguments: forgeries)
    func `what is from outside cannot forge a line`(_ text: String) throws {
        let body = Asked.body(object: #"{"verdict":"deny"}"#, user: text, name: text)
        let line = LogLine(Asked.reviewer.answer(body, at: .validate), at: .validate, time: "t", microseconds: 1).bytes
        #expect(line.last == UInt8(ascii: "\n"))
        #expect(line.dropLast().allSatisfy { $0 >= 0x20 && $0 != 0x7F })
        let read = try Parser.parse(Array(line.dropLast())).root
        #expect(read["user"]?.string == text && read["name"]?.string == text)
        #expect(read["code"]?.integer == 422 && read["allowed"]?.bool == false)
    }

    static let levels: [(LogLevel, Bool, Bool, Bool)] = [
        (.all, true, true, true), (.denials, false, true, true), (.none, false, false, false),
    ]

    @Test(arguments: levels)
    func `a level includes what it says`(_ level: LogLevel, _ allowed: Bool, _ warned: Bool, _ denied: Bool) {
        #expect(level.includes(Asked.answer(object: "{}")) == allowed)
        #expect(level.includes(Asked.answer(object: #"{"verdict":"warn"}"#)) == warned)
        #expect(level.includes(Asked.answer(object: #"{"verdict":"deny"}"#)) == denied)
        #expect(level.includes(Asked.reviewer.answer([], at: .validate)) == denied)
    }
}
