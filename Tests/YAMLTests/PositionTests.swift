internal import JSON
internal import Testing

@testable import YAML

struct PositionTests {
    private static let text = """
        # a comment
        kargo:
          namespace: kargo
          list: [a, {b: c}]
        "rules":
          - x
          -  - y
        é: é
        last:
        """

    @Test(arguments: [
        (["kargo"], 3, 3), (["kargo", "namespace"], 3, 14), (["kargo", "list"], 4, 9), (["kargo", "list", "0"], 4, 10),
        (["kargo", "list", "1"], 4, 13), (["kargo", "list", "1", "b"], 4, 17), (["rules"], 6, 3),
        (["rules", "0"], 6, 5),
        (["rules", "1", "0"], 7, 8), (["é"], 8, 4), (["last"], 9, 6),
    ])
    func `every value knows where it stands`(_ path: [String], _ line: Int, _ column: Int) throws {
        let document = try read(Self.text)
        var value = document.root
        for step in path {
            let next = Int(step).flatMap { Array(value.elements).dropFirst($0).first } ?? value.member(step)
            value = try #require(next)
        }
        #expect(document.position(of: value) == Position(line: line, column: column))
    }

    @Test func `every key knows where it stands`() throws {
        let document = try read(Self.text)
        let positions = document.root.members.map { document.position(ofKey: $0) }
        #expect(positions.map(\.line) == [2, 5, 8, 9])
        #expect(positions.allSatisfy { $0.column == 1 })
    }

    @Test func `a byte order mark takes no column`() throws {
        let document = try read("\u{FEFF}a: 1")
        #expect(try document.position(of: #require(document.root["a"])) == Position(line: 1, column: 4))
    }
}
