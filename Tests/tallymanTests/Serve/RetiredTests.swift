import Rules
import Testing

@testable import tallyman

@Suite struct RetiredTests {
    /// Where the loops are at each look; and whether nobody reads it at the last.
    static let cases: [(turns: [[Int]], isUnread: Bool)] = [
        ([[2, 4]], false), ([[2, 4], [2, 4]], false), ([[2, 4], [2, 4], [2, 4]], true),
        ([[2, 4], [3, 4], [3, 4]], false), ([[2, 4], [3, 4], [5, 4]], true), ([[2, 4], [3, 4], [4, 4]], true),
        ([[1, 1], [3, 5], [5, 5]], false), ([[1, 1], [3, 5], [5, 5], [5, 7]], true), ([[], [], []], true),
    ]

    @Test(arguments: cases)
    func `a loop reads it no more once it waits, or has gone on to another connection`(
        turns: [[Int]], isUnread: Bool
    ) {
        var retired = Retired(InForce(Catalogue.policy(Settings(), digest: "old"), source: nil))
        let answers = turns.map { retired.isUnread(at: $0) }
        #expect(answers.last == isUnread && !answers.dropLast().contains(true))
    }
}
