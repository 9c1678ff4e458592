import Files
import Scratch
import Testing

@testable import tallyman

@Suite final class LookoutTests {
    private let folder: TemporaryFolder
    private let file: StoredFile

    init() throws {
        folder = try TemporaryFolder()
        file = StoredFile("\(folder.path)/file")
        try file.write([1], mode: 0o600, overwrite: false)
    }

    /// The looks of these, counted from 1, at which the file is read and found wrong.
    private func readings(_ looks: Int, _ lookout: inout Lookout) -> [Int] {
        (1...looks).filter { _ in
            guard lookout.isDue([file.path], .timer) else { return false }
            _ = lookout.isNews("wrong", .timer)
            return true
        }
    }

    @Test func `what is wrong is read twice, and then once in half a minute`() {
        var lookout = Lookout()
        let read = readings(35, &lookout)
        #expect(read == [1, 2, 17, 32])
        #expect(Upkeep.interval * Lookout.patience == .seconds(30))
    }

    @Test func `it is read again as soon as it has changed, and when somebody asks`() throws {
        var lookout = Lookout()
        let first = readings(5, &lookout)
        try file.write([1, 2], mode: 0o600, overwrite: true)
        let changed = readings(5, &lookout)
        #expect(first == [1, 2] && changed == [1, 2])
        let isAsked = lookout.isDue([file.path], .signal)
        let isTold = lookout.isNews("wrong", .signal)
        #expect(isAsked && isTold)
        let after = readings(5, &lookout)
        #expect(after.isEmpty)
    }

    @Test func `what is well is not read again`() {
        var lookout = Lookout()
        let isFirst = lookout.isDue([file.path], .timer)
        lookout.calm()
        let after = readings(40, &lookout)
        #expect(isFirst && after.isEmpty)
    }
}
