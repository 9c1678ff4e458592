internal import JSON
internal import Testing

@testable import YAML

struct BlockTextTests {
    @Test(arguments: [
        (
            #"{"a":{"b":[1,"x",true,null,{},[]],"c":{}}}"#,
            "a:\n  b:\n    - 1\n    - x\n    - true\n    - null\n    - {}\n    - []\n  c: {}\n"
        ),
        (#"[{"a":1,"b":2},[["x"]]]"#, "- a: 1\n  b: 2\n- - - x\n"),
        (#"{"yes":"no","1":"1","":"","a b":"a: b"}"#, "\"yes\": \"no\"\n\"1\": \"1\"\n\"\": \"\"\n\"a b\": \"a: b\"\n"),
        (
            #"{"a":"tallyman/v1alpha1","b":"$namespace","c":"-x","d":"1.5","e":"é\n"}"#,
            "a: tallyman/v1alpha1\nb: $namespace\nc: \"-x\"\nd: \"1.5\"\ne: \"\\U000000e9\\U0000000a\"\n"
        ),
        (#""x""#, "x\n"), ("[0,-0]", "- 0\n- -0.\n"), (#""...""#, "\"...\"\n"), ("{}", "{}\n"),
    ])
    func `a value is written in blocks, and reads back`(_ json: String, _ text: String) throws {
        let value = try Parser.parse(Array(json.utf8)).root
        #expect(BlockText.write(value) == text)
        #expect(try read(text).root == value)
    }

    @Test(arguments: [
        "null", "~", "---", "...", "0x1F", "1e3", ".5", "2001-12-14", "*x", "&x", "!x", "- x", "a #b", "#",
        "\u{0}\u{85}\u{2028}😀\"\\", "a\u{10}b", "\u{19}", "\u{0}",
    ])
    func `any string reads back as itself`(_ string: String) throws {
        var writer = Writer()
        writer.beginArray()
        writer.string(string)
        writer.endArray()
        let value = try Parser.parse(writer.bytes).root
        #expect(try read(BlockText.write(value)).root == value)
    }

    /// YAML takes no longer key than 1,024 characters without a mark, its quotes and escapes included.
    @Test(arguments: ["k", " ", "é"], [102, 103, 1_022, 1_023, 1_024, 1_025, 5_000])
    func `a key of any length reads back`(_ letter: String, _ count: Int) throws {
        let key = String(repeating: letter, count: count)
        for json in [#"{"\#(key)":{"\#(key)":[1]},"a":2}"#, #"[{"\#(key)":{"b":1},"c":2},{"a":{"\#(key)":"x"}}]"#] {
            let value = try Parser.parse(Array(json.utf8)).root
            #expect(try read(BlockText.write(value)).root == value)
        }
    }
}
