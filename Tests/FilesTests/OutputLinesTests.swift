import Files
import Glibc
import Testing

@Suite(.timeLimit(.minutes(5))) struct OutputLinesTests {
    @Test func `lines that nobody reads are dropped, and counted once somebody does`() {
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let lines = OutputLines(to: ends[1])
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 999) + [UInt8(ascii: "\n")]
        // A pipe holds 64 KiB by default, 1 MiB at most.
        for _ in 0..<2_000 { lines.print(line) }

        let taken = contents(of: ends[0])
        let passed = taken.count { $0 == UInt8(ascii: "\n") }
        #expect(passed > 0 && passed < 2_000 && taken.count == passed * 1_000, "whole lines")
        lines.print(Array("last\n".utf8))
        let rest = String(decoding: contents(of: ends[0]), as: UTF8.self)
        #expect(rest == "{\"dropped\":\(2_000 - passed)}\nlast\n")
    }

    @Test func `a line longer than a pipe takes at once does not wait for who has stopped reading`() {
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let lines = OutputLines(to: ends[1])
        // A pipe holds 1 MiB at most.
        lines.print([UInt8](repeating: UInt8(ascii: "x"), count: 2 << 20) + [UInt8(ascii: "\n")])
        #expect(lines.lost == 1)
        #expect(contents(of: ends[0]).allSatisfy { $0 == UInt8(ascii: "x") })
        lines.print(Array("last\n".utf8))
        #expect(String(decoding: contents(of: ends[0]), as: UTF8.self) == "\nlast\n")
    }

    @Test func `what cannot be written is let go`() {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        close(ends[0])
        let lines = OutputLines(to: ends[1])
        for _ in 0..<2 { lines.print(Array("x\n".utf8)) }
        close(ends[1])
        lines.print(Array("x\n".utf8))
        let full = unsafe open("/dev/full", O_WRONLY)
        defer { close(full) }
        OutputLines(to: full).print(Array("x\n".utf8))
    }

    private func contents(of end: Int32) -> [UInt8] {
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
        var (all, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
        while case let count = unsafe read(end, &buffer, buffer.count), count > 0 { all += buffer[..<count] }
        return all
    }
}
