internal import JSON

/// What is read is written back as the same, by each way of writing; what is refused is so at a place in the text.
enum JSONCheck {
    static func run(_ bytes: [UInt8]) throws(Broken) {
        let document: Document
        do throws(ParseError) {
            document = try Parser.parse(bytes)
        } catch {
            try Broken.unless(0...bytes.count ~= error.offset, "refused outside of the text: \(error)")
            return
        }
        try Broken.unless(nodes(in: document.root) == document.nodeCount, "some node is in no value")
        try cut(bytes, document.root)
        var copy = Writer()
        copy.value(document.root)
        try same(copy.bytes, as: document.root, "copied")
        try same(spelled(document.root), as: document.root, "spelled anew")
    }

    /// The nodes that can be reached, each value being asked for all it can be asked for.
    private static func nodes(in root: Value) throws(Broken) -> Int {
        var open = [root]
        var count = 0
        while let value = open.popLast() {
            count += 1
            try readsAlike(value)
            for element in value.elements { open.append(element) }
            for member in value.members {
                count += 1
                try Broken.unless(member.has(member.key), "a key is not itself")
                open.append(member.value)
            }
        }
        return count
    }

    private static func readsAlike(_ value: Value) throws(Broken) {
        let text = value.string
        try Broken.unless((text != nil) == (value.kind == .string), "a text of \(value.kind)")
        try Broken.unless(value.utf8 == text.map { Array($0.utf8) }, "a string has two texts")
        try Broken.unless(value.slice.map { Array($0) } == value.utf8, "a string has two texts, one as a slice")
        if let text { try Broken.unless(value.isString(text) && value.hasPrefix(text), "a string is not itself") }
        if let number = value.number, let integer = value.integer {
            try Broken.unless(number == "\(integer)" || number == "-0", "a number has two values")
        }
    }

    /// What ends with a bracket has no beginning that is a text too.
    private static func cut(_ bytes: [UInt8], _ root: Value) throws(Broken) {
        guard root.kind == .object || root.kind == .array else { return }
        var dice = Dice(bytes)
        for _ in 0..<4 {
            let part = Array(bytes[..<dice.next(below: root.byteRange.upperBound)])
            try Broken.unless((try? Parser.parse(part)) == nil, "the first \(part.count) bytes are taken too")
        }
    }

    private static func same(_ text: [UInt8], as value: Value, _ how: String) throws(Broken) {
        let again: Document
        do throws(ParseError) {
            again = try Parser.parse(text)
        } catch {
            throw Broken("\(how), it is refused: \(error)")
        }
        try Broken.unless(again.root == value && value == again.root, "\(how), it is another value")
    }

    private enum Rest {
        case value(Value), key(String), endObject, endArray
    }

    /// The value written piece by piece from what was read of it.
    private static func spelled(_ root: Value) -> [UInt8] {
        var writer = Writer()
        var open = [Rest.value(root)]
        while let rest = open.popLast() {
            switch rest {
            case .key(let key): writer.key(key)
            case .endObject: writer.endObject()
            case .endArray: writer.endArray()
            case .value(let value):
                switch value.kind {
                case .null: writer.null()
                case .bool: writer.bool(value.bool == true)
                case .number: writer.number(value.number ?? "")
                case .string: writer.string(value.string ?? "")
                case .array:
                    writer.beginArray()
                    open.append(.endArray)
                    open += value.elements.map { .value($0) }.reversed()
                case .object:
                    writer.beginObject()
                    open.append(.endObject)
                    open += value.members.flatMap { [.key($0.key), .value($0.value)] }.reversed()
                }
            }
        }
        return writer.bytes
    }
}
