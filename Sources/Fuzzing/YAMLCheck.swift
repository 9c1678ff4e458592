internal import JSON
internal import YAML

/// Every value and key has a place in the text, and what is written in block style is read as the same.
enum YAMLCheck {
    static func run(_ bytes: [UInt8]) throws(Broken) {
        let documents: [YAMLDocument]
        do throws(YAMLError) {
            documents = try YAMLStream.parse(bytes)
        } catch {
            try isInside(error.position, bytes, "the error \(error)")
            return
        }
        for document in documents {
            try places(in: document, bytes)
            try roundTrip(document.root)
        }
    }

    private static func places(in document: YAMLDocument, _ bytes: [UInt8]) throws(Broken) {
        var open = [document.root]
        // UTF-16, which libyaml reads too, has no more characters than bytes either.
        let characters = 0...bytes.count
        while let value = open.popLast() {
            try isInside(document.position(of: value), bytes, "a value")
            let extent = document.extent(of: value).characters
            try Broken.unless(
                characters ~= extent.lowerBound && characters ~= extent.upperBound, "a value is outside: \(extent)")
            for member in value.members {
                try isInside(document.position(ofKey: member), bytes, "a key")
                let key = document.extent(ofKey: member).characters
                let inside = document.extent(of: member.value).characters
                try Broken.unless(
                    key.upperBound <= inside.lowerBound && extent.lowerBound <= key.lowerBound
                        && inside.upperBound <= extent.upperBound, "\(key) and \(inside) are not in \(extent)")
                open.append(member.value)
            }
            open += value.elements
        }
    }

    /// A text has no more lines than bytes, and one more.
    private static func isInside(_ position: Position, _ bytes: [UInt8], _ what: String) throws(Broken) {
        let range = 1...(bytes.count + 2)
        try Broken.unless(range ~= position.line && range ~= position.column, "\(what) is at \(position)")
    }

    private static func roundTrip(_ root: Value) throws(Broken) {
        let text = BlockText.write(root)
        let again: [YAMLDocument]
        do throws(YAMLError) {
            again = try YAMLStream.parse(Array(text.utf8))
        } catch {
            throw Broken("written as YAML it is refused: \(error)")
        }
        try Broken.unless(again.count == 1 && again[0].root == root, "written as YAML it is another value")
    }
}
