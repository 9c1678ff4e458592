import Metrics
import Testing

@Suite struct ProcessStatTests {
    @Test func `the numbers stand behind the name, whatever is in it`() {
        let text = "7 (a) b (c) S 1 7 7 0 -1 4194304 100 0 0 0 30 12 0 0 20 0 5 0 4242 1048576 256 184 1 1"
        let stat = ProcessStat(Array(text.utf8))
        #expect(stat?.ticks == 42 && stat?.threads == 5 && stat?.start == 4242)
        #expect(stat?.virtualMemory == 1_048_576 && stat?.residentPages == 256)
    }

    @Test(arguments: ["", "7 (a", "7 (a) S 1 2", "7 (a) S 1 7 7 0 -1 1 1 0 0 0 x 12 0 0 20 0 5 0 4242 1 2"])
    func `what is no such text has no numbers`(_ text: String) {
        #expect(ProcessStat(Array(text.utf8)) == nil)
    }
}
