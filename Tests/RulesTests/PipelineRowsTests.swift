import Testing

/// The agreed table of cases, rows 1 to 96: each is in a test by its number.
///
/// What of them is decided elsewhere than in the rules, and tested there: that a SubjectAccessReview with an
/// `evaluationError` and without `allowed: true` is a refusal (46), which answers of the API server are failures (47,
/// 57) and that it is given the user's groups, uid and extra as they are (45) belong to the API client; how long an
/// answer is remembered (93), and that "not found" is checked before it denies (94), to the cache in front of it; that a
/// GET of Kubero's settings may fail (21) to both. Of 96, the log is tested with the log's lines.
struct PipelineRowsTests {
    /// Dropped from the design: there is no setting for a missing Secret. (So is the second half of 20, M3.)
    static let dropped: Set<String> = ["49"]

    static let wanted = Set((1...96).map(String.init) + ["46b", "82b", "82c"])

    /// In tests of their own names.
    static let named: Set<String> = ["93", "96"]

    @Test func `every row is in a table, or left out for a reason`() {
        let names =
            (PipelineCase.validating + PipelineCase.inCluster + PipelineRequestTests.passedBy).map(\.name)
            + PipelineDefaultCase.all.map(\.name) + (PipelineDefaultCase.looking).map(\.testDescription)
        let numbers = names.compactMap { name -> String? in
            guard let first = name.split(separator: " ").first, first.first?.isNumber == true else { return nil }
            return String(first)
        }
        #expect(Self.wanted.subtracting(numbers).subtracting(Self.named).sorted() == Self.dropped.sorted())
        #expect(Set(numbers).subtracting(Self.wanted).isEmpty)
    }
}
