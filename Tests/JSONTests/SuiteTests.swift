internal import JSONSuite
internal import Testing

@testable import JSON

struct SuiteTests {
    @Test(arguments: JSONSuite.accepted + [JSONSuite.deep])
    func `what is JSON is taken`(_ this: JSONSuite.Case) throws {
        _ = try Parser.parse(this.bytes)
    }

    @Test(arguments: JSONSuite.refused) func `what is not JSON is refused`(_ this: JSONSuite.Case) {
        let error = #expect(throws: ParseError.self) { try Parser.parse(this.bytes) }
        #expect((0...this.bytes.count).contains(error?.offset ?? -1))
    }

    @Test(arguments: JSONSuite.stricter) func `what others read in two ways is refused`(_ this: JSONSuite.Case) {
        #expect(throws: ParseError.self) { try Parser.parse(this.bytes) }
    }

    @Test(arguments: JSONSuite.endless)
    func `a hundred thousand brackets are refused without recursion`(_ this: JSONSuite.Case) {
        #expect(throws: ParseError.self) { try Parser.parse(this.bytes) }
    }

    @Test func `all 318 cases are here, each once`() {
        let all = JSONSuite.accepted + JSONSuite.refused + JSONSuite.stricter + JSONSuite.endless + [JSONSuite.deep]
        let kinds = Dictionary(grouping: all) { $0.name.prefix(2) }.mapValues(\.count)
        #expect(kinds == ["y_": 95, "n_": 188, "i_": 35] && Set(all.map(\.name)).count == 318)
    }
}
