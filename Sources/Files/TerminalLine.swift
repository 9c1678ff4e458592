internal import Glibc

/// One line at the end of a terminal that is written over again and again, and is gone when the work is done or interrupted.
///
/// Between two writings a tenth of a second passes: whoever has something to show may say so as often as it likes.
package struct TerminalLine: ~Copyable {
    private static let pause = Duration.milliseconds(100)
    /// Back to the beginning of the line, and clear it from there; ECMA-48 section 8.3.41.
    private static let clear: StaticString = "\r\u{1B}[K"
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    private let descriptor: Int32
    private var next = ContinuousClock.now
    private var isShown = false

    /// - Returns: nil where it is no terminal that lines can be written over on.
    package init?(on descriptor: Int32 = STDERR_FILENO) {
        guard isatty(descriptor) == 1, Surroundings.variable("TERM") != "dumb" else { return nil }
        self.descriptor = descriptor
        guard descriptor == STDERR_FILENO else { return }
        for signal in Self.signals where !Self.isIgnored(signal) { Self.clearOn(signal) }
    }

    /// Clears the line, if one is shown, and lets signals be as they were. To be called when the work is done.
    package mutating func erase() {
        if isShown { Self.write(Self.clear, to: descriptor) }
        isShown = false
        guard descriptor == STDERR_FILENO else { return }
        for signal in Self.signals where !Self.isIgnored(signal) { Glibc.signal(signal, SIG_DFL) }
    }

    /// Shows a text, unless another one was shown just before. It is made only if it will be shown.
    /// - Parameter text: printable characters of one column each; what does not fit is cut off.
    package mutating func show(_ text: () -> String) {
        let now = ContinuousClock.now
        guard now >= next else { return }
        next = now + Self.pause
        isShown = true
        let line = Array("\(Self.clear)\(text().prefix(columns - 1))".utf8)
        try? Files.write(line[...], to: descriptor, path: "the terminal")
    }

    /// How wide the terminal is; at least two columns.
    private var columns: Int {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 80 }
        return Int(size.ws_col)
    }

    /// `nohup` sets signals to be ignored, and they have to stay so.
    private static func isIgnored(_ signal: Int32) -> Bool {
        var action = sigaction()
        guard unsafe sigaction(signal, nil, &action) == 0, let handler = unsafe action.__sigaction_handler.sa_handler
        else { return false }
        return unsafe unsafeBitCast(handler, to: Int.self) == 1  // SIG_IGN
    }

    /// Clears the line, and then lets the signal do what it would have done. Nothing but write(2) and raise(3), which are
    /// safe in a handler (signal-safety(7)).
    private static func clearOn(_ signal: Int32) {
        var action = sigaction()
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
        unsafe action.__sigaction_handler.sa_handler = { signal in
            TerminalLine.write(TerminalLine.clear, to: STDERR_FILENO)
            raise(signal)
        }
        unsafe sigaction(signal, &action, nil)
    }

    private static func write(_ text: StaticString, to descriptor: Int32) {
        _ = unsafe Glibc.write(descriptor, text.utf8Start, text.utf8CodeUnitCount)
    }
}
