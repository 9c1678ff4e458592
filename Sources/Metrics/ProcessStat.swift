/// What `/proc/self/stat` says of the process; proc_pid_stat(5).
package struct ProcessStat: Sendable, Equatable {
    /// Processor time in user and system mode, in clock ticks.
    package let ticks: Int
    package let threads: Int
    /// When the process started, in clock ticks since the machine did.
    package let start: Int
    /// Bytes.
    package let virtualMemory: Int
    /// Pages.
    package let residentPages: Int

    /// nil where the text is none of the kernel's.
    package init?(_ text: [UInt8]) {
        // The second field is the program's name in brackets, which may have spaces and brackets in it.
        guard let end = text.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = text[(end + 1)...].split(separator: UInt8(ascii: " ")).map {
            Int(String(decoding: $0, as: UTF8.self))
        }
        // Fields are counted from 1 in the manual; the first of these is the third.
        func field(_ number: Int) -> Int? { fields.indices.contains(number - 3) ? fields[number - 3] : nil }
        guard let user = field(14), let system = field(15), let threads = field(20), let start = field(22),
            let virtualMemory = field(23), let residentPages = field(24)
        else { return nil }
        ticks = user + system
        self.threads = threads
        self.start = start
        self.virtualMemory = virtualMemory
        self.residentPages = residentPages
    }
}
