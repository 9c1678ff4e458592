import Glibc
import Scratch
import Synchronization
import Testing

@testable import Files

@Suite struct PrintoutTests {
    /// What is complained of.
    final class Complaints: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock(\.self) }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    @Test func `a disk that is full is complained of once, and known at the end`() {
        let descriptor = unsafe open("/dev/full", O_WRONLY)
        defer { close(descriptor) }
        let complaints = Complaints()
        let printout = Printout(to: descriptor, called: "it", complain: complaints.add)
        printout.print([])
        #expect(!printout.isCut && complaints.all.isEmpty)
        for _ in 0..<3 { printout.print([1]) }
        #expect(printout.isCut && complaints.all == ["it: cannot write: No space left on device"])
    }

    @Test func `nothing comes after a gap`() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/a"
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT, 0o600)
        let reader = unsafe open(path, O_RDONLY)
        let complaints = Complaints()
        let printout = Printout(to: descriptor, called: "it", complain: complaints.add)
        printout.print([1, 2])
        #expect(!printout.isCut)
        // From here on it cannot be written to, and then it can again.
        let kept = dup(descriptor)
        dup2(reader, descriptor)
        printout.print([3])
        dup2(kept, descriptor)
        printout.print([4])
        for end in [descriptor, kept, reader] { close(end) }
        #expect(printout.isCut && complaints.all == ["it: cannot write: Bad file descriptor"])
        #expect(try Files.read(path, limit: 10) == [1, 2])
    }

    @Test func `who does not read to the end has what they wanted`() {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        let complaints = Complaints()
        let printout = Printout(to: ends[1], called: "it", complain: complaints.add)
        for _ in 0..<3 { printout.print([1]) }
        #expect(!printout.isCut && complaints.all.isEmpty)
    }
}
