import Testing

@testable import JSON

@Suite struct MemberSearchTests {
    static let text = #"{"a":1,"b":{"a":2},"c":null,"":3,"d":[4],"\u0065":5}"#

    @Test(arguments: [["a", "b", "d", "e"], ["e", "d", "b", "a"], ["d", "d", "a", "a"], ["x", "", "y", "b"]])
    func `members are found in any order`(_ keys: [String]) throws {
        let root = try Parser.parse(Array(Self.text.utf8)).root
        var search = MemberSearch(in: root)
        for key in keys {
            let found = search.index(of: key)
            #expect(found == root[key]?.index, "\(key)")
        }
    }

    @Test func `null is nothing, and the search goes on behind it`() throws {
        let root = try Parser.parse(Array(Self.text.utf8)).root
        var search = MemberSearch(in: root)
        let found = ["c", "d", "c", "a"].map { search.index(of: $0) }
        #expect(found == [nil, root["d"]?.index, nil, root["a"]?.index])
    }

    @Test(arguments: ["[{\"a\":1}]", "\"a\"", "1", "null", "{}"])
    func `in what is no object nothing is found`(_ text: String) throws {
        var search = MemberSearch(in: try Parser.parse(Array(text.utf8)).root)
        let found = ["a", ""].map { search.index(of: $0) }
        #expect(found == [nil, nil])
    }

    @Test func `other places of a document are read by their index`() throws {
        let root = try Parser.parse(Array(#"{"a":"x\u0041","b":["p","\u0070q",["z"],5],"c":"z"}"#.utf8)).root
        var search = MemberSearch(in: root)
        let found = search.index(of: "a")
        let a = try #require(found)
        #expect(root.kind(at: a) == .string && root.isString("xA", at: a) && !root.isString("x", at: a))
        #expect(root.at(a).string == "xA")
        let list = try #require(root["b"])
        #expect(list.hasElement("p") && list.hasElement("pq") && !list.hasElement("z") && !list.hasElement("5"))
        #expect(list.hasElement(beginningWith: "pq") && list.hasElement(beginningWith: ""))
        #expect(!list.hasElement(beginningWith: "z") && !root.hasElement("z") && !root.hasElement(beginningWith: ""))
    }

    @Test(arguments: ["plain", "", "é", #"a\"b"#, #"\u0041"#, "\u{7F}", "12345678\u{7F}", "1234567890123456"])
    func `a text from a document is written as its text is`(_ text: String) throws {
        let value = try Parser.parse(Array("\"\(text)\"".utf8)).root
        var (one, other) = (Writer(), Writer())
        one.text(of: value)
        other.string(try #require(value.string))
        #expect(one.bytes == other.bytes)
    }
}
