import Files
import Glibc
import Testing

/// A pseudo-terminal: what is written to the one side is read at the other.
@Suite(.timeLimit(.minutes(5))) struct TerminalLineTests {
    struct Terminal: ~Copyable {
        let shown: Int32
        let screen: Int32

        /// As in Linux's asm-generic/ioctls.h, where they are macros: unlock, and which number it has.
        private static let (unlock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

        struct Unavailable: Error {}

        init(columns: UInt16) throws(Unavailable) {
            let screen = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
            var (isLocked, number): (Int32, Int32) = (0, 0)
            guard unsafe ioctl(screen, Self.unlock, &isLocked) == 0, unsafe ioctl(screen, Self.number, &number) == 0
            else { throw Unavailable() }
            self.screen = screen
            shown = unsafe open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
            var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
            _ = unsafe ioctl(shown, UInt(TIOCSWINSZ), &size)
        }

        deinit {
            close(shown)
            close(screen)
        }

        /// What has been written, up to this end of it. It comes in pieces.
        func written(until end: String) -> String {
            var written: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while !written.reversed().starts(with: end.utf8.reversed()) {
                let count = unsafe read(screen, &buffer, buffer.count)
                guard count > 0 else { break }
                written += buffer.prefix(count)
            }
            return String(decoding: written, as: UTF8.self)
        }
    }

    @Test func `a line is written over and erased, and shown at most ten times a second`() throws {
        let terminal = try Terminal(columns: 12)
        var made = 0
        if var line = TerminalLine(on: terminal.shown) {
            for number in 1...1_000 {
                line.show {
                    made += 1
                    return "\(number) of many, many more"
                }
            }
            line.erase()
            line.erase()
        }
        #expect(made >= 1 && made < 100)
        // What is written next comes after the line has been cleared.
        _ = unsafe write(terminal.shown, "x", 1)
        let written = terminal.written(until: "x")
        #expect(written.utf8.starts(with: "\r\u{1B}[K1 of many, \r".utf8))
        #expect(written.hasSuffix("\r\u{1B}[Kx"))
        #expect(!written.utf8.contains(UInt8(ascii: "\n")))
    }

    @Test func `what has shown nothing erases nothing`() throws {
        let terminal = try Terminal(columns: 80)
        if var line = TerminalLine(on: terminal.shown) { line.erase() }
        _ = unsafe write(terminal.shown, "x", 1)
        #expect(terminal.written(until: "x") == "x")
    }

    @Test func `a file or a pipe gets none`() throws {
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        let isShown = TerminalLine(on: ends[1]) != nil
        #expect(!isShown)
        for end in ends { close(end) }
    }
}
