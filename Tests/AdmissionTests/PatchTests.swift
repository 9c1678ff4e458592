import JSON
import Testing

@testable import Admission

@Suite struct PatchTests {
    static func patch(_ operations: Patch.Operation...) -> Patch {
        var patch = Patch()
        for operation in operations {
            switch operation {
            case .add(let path, let value): patch.add(path, value)
            case .remove(let path): patch.remove(path)
            }
        }
        return patch
    }

    static let object = #"{"spec":{"a":1.50,"b":{"c":"\u0041"},"list":[1],"n":null},"x/y~z":"old"}"#
    static let listed = #"{"list":[{"a":1},{"a":2,"b":{"c":null}},[{"a":3}]]}"#
    static let list: FieldPath = "list"
    static let key = FieldPath().key("x/y~z")

    static let applying: [(String, Patch, String)] = [
        ("nothing", patch(), object),
        (
            "a new member goes last", patch(.add("spec.d", .string("\"\n"))),
            #"{"spec":{"a":1.50,"b":{"c":"A"},"list":[1],"n":null,"d":"\"\n"},"x/y~z":"old"}"#
        ),
        (
            "a member that is there is replaced", patch(.add("spec.b", .bool(true))),
            #"{"spec":{"a":1.50,"b":true,"list":[1],"n":null},"x/y~z":"old"}"#
        ),
        (
            "null is replaced", patch(.add("spec.n", .object([("k", .array([.bool(false), .string("v")]))]))),
            #"{"spec":{"a":1.50,"b":{"c":"A"},"list":[1],"n":{"k":[false,"v"]}},"x/y~z":"old"}"#
        ),
        (
            "removed, null too", patch(.remove("spec.b.c"), .remove("spec.n")),
            #"{"spec":{"a":1.50,"b":{},"list":[1]},"x/y~z":"old"}"#
        ),
        (
            "one after the other", patch(.add("e", .object([])), .add("e.f", .bool(true)), .remove("spec")),
            #"{"x/y~z":"old","e":{"f":true}}"#
        ),
        (
            "a key with a slash", patch(.remove("spec"), .add(key, .string("new"))), #"{"x/y~z":"new"}"#
        ),
    ]

    @Test(arguments: applying)
    func `a patch is applied as the API server will apply it`(_ row: String, _ patch: Patch, _ expected: String) throws
    {
        #expect(try patch.applied(to: json(Self.object)) == json(expected))
        #expect(patch.isEmpty == (row == "nothing"))
    }

    static let entries: [(String, Patch, String)] = [
        (
            "in an entry of a list", patch(.add(list.index(1).child("a"), .bool(false))),
            #"{"list":[{"a":1},{"a":false,"b":{"c":null}},[{"a":3}]]}"#
        ),
        (
            "a new member of the first", patch(.add(list.index(0).child("b"), .string("n"))),
            #"{"list":[{"a":1,"b":"n"},{"a":2,"b":{"c":null}},[{"a":3}]]}"#
        ),
        (
            "removed further down", patch(.remove(list.index(1).child("b.c"))),
            #"{"list":[{"a":1},{"a":2,"b":{}},[{"a":3}]]}"#
        ),
        (
            "in a list in a list", patch(.add(list.index(2).index(0).child("a"), .bool(true))),
            #"{"list":[{"a":1},{"a":2,"b":{"c":null}},[{"a":true}]]}"#
        ),
    ]

    @Test(arguments: entries)
    func `what is in an entry of a list is changed there and nowhere else`(
        _ row: String, _ patch: Patch, _ expected: String
    ) throws {
        #expect(try patch.applied(to: json(Self.listed)) == json(expected))
    }

    static let failing: [(String, Patch, FieldPath)] = [
        ("into what is not there", patch(.add("status.a", .bool(true))), "status.a"),
        ("into null", patch(.add("spec.n.a", .bool(true))), "spec.n.a"),
        ("into a number", patch(.add("spec.a.b", .bool(true))), "spec.a.b"),
        ("into a list", patch(.add(FieldPath("spec.list").index(0), .bool(true))), FieldPath("spec.list").index(0)),
        (
            "past the end of a list", patch(.add(FieldPath("spec.list").index(1).child("a"), .bool(true))),
            FieldPath("spec.list").index(1).child("a")
        ),
        (
            "into an entry that is no object", patch(.add(FieldPath("spec.list").index(0).child("a"), .bool(true))),
            FieldPath("spec.list").index(0).child("a")
        ),
        ("taking an entry out", patch(.remove(FieldPath("spec.list").index(0))), FieldPath("spec.list").index(0)),
        (
            "an entry of an object", patch(.remove(FieldPath("spec").index(0).child("a"))),
            FieldPath("spec").index(0).child("a")
        ),
        ("a member of a list", patch(.remove("spec.list.a")), "spec.list.a"),
        ("the whole object", patch(.add(FieldPath(), .bool(true))), FieldPath()),
        ("removing what is not there", patch(.remove("spec.z")), "spec.z"),
        ("removing it twice", patch(.remove("spec.b"), .remove("spec.b")), "spec.b"),
        ("removing from what is not there", patch(.remove("status.a")), "status.a"),
        ("the second of two", patch(.add("spec.d", .bool(true)), .remove("spec.e")), "spec.e"),
    ]

    @Test(arguments: failing)
    func `a patch that does not apply is refused with its path`(_ row: String, _ patch: Patch, _ path: FieldPath) throws
    {
        let object = try json(Self.object)
        #expect(throws: PatchError(path: path)) { _ = try patch.applied(to: object) }
    }

    @Test(arguments: ["5", "[]", "null", "\"x\""])
    func `what is no object cannot be patched`(_ object: String) throws {
        let object = try json(object)
        #expect(throws: PatchError(path: "a")) { _ = try Self.patch(.add("a", .bool(true))).applied(to: object) }
    }

    @Test func `a patch is written as RFC 6902 has it`() throws {
        let patch = Self.patch(
            .add(FieldPath("metadata.annotations").key("a.b/c~d"), .string("e\"")), .remove("spec.f"),
            .add(FieldPath("spec.list").index(3), .array([])))
        #expect(
            String(decoding: patch.json, as: UTF8.self) == #"""
                [{"op":"add","path":"/metadata/annotations/a.b~1c~0d","value":"e\""},\#
                {"op":"remove","path":"/spec/f"},{"op":"add","path":"/spec/list/3","value":[]}]
                """#)
        #expect(Patch().json == Array("[]".utf8))
        #expect(patch.description == "set metadata.annotations[a.b/c~d], remove spec.f, set spec.list[3]")
    }
}
