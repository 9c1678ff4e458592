import Testing

@testable import tallyman

@Suite struct ServerLogTests {
    @Test(arguments: ["\n", "\r", "\u{1B}", "\u{85}", "\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}", "\u{200F}"])
    func `nothing begins a line of its own or turns one round`(_ character: String) throws {
        let log = try LogReader()
        log.log.say("a\(character)é")
        log.log.complain("b\(character)c")
        #expect(log.lines() == ["a é", "b c"])
    }
}
