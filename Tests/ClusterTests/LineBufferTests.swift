import Testing

@testable import Cluster

@Suite struct LineBufferTests {
    static func lines(_ pieces: [String]) -> [String] {
        var buffer = LineBuffer()
        var lines: [String] = []
        for piece in pieces {
            let isTaken = buffer.append(Array(piece.utf8))
            #expect(isTaken)
            while let line = buffer.next() { lines.append(String(decoding: line, as: UTF8.self)) }
        }
        return lines
    }

    @Test(arguments: 0...11)
    func `lines are put together wherever they are cut`(_ cut: Int) {
        let text = "one\ntwo\n\n33"
        #expect(
            Self.lines([String(text.prefix(cut)), String(text.dropFirst(cut)), "3\n"]) == ["one", "two", "", "333"])
    }

    @Test func `many lines pass through, and one that has no end does not`() {
        #expect(Self.lines(Array(repeating: String(repeating: "a", count: 99_999) + "\n", count: 100)).count == 100)
        var buffer = LineBuffer()
        let taken = [[UInt8](repeating: 0x61, count: LineBuffer.longest), [0x61], [0x0A]].map { buffer.append($0) }
        #expect(taken == [true, false, true])
        let line = buffer.next()
        #expect(line?.count == LineBuffer.longest + 1)
    }
}
