/// Other values of the same document, by their index: who keeps several of them needs to hold on to the document once.
extension Value {
    package func at(_ index: Int) -> Value { Value(document: document, index: index) }

    package func kind(at index: Int) -> Kind { document.node(at: index).kind }

    /// Whether the value there is the string `text`. Allocates nothing.
    package func isString(_ text: String, at index: Int) -> Bool {
        let node = document.node(at: index)
        return node.kind == .string && document.isText(text, at: node)
    }

    /// Whether an element of this array is the string `text`; false where this is no array. Allocates nothing.
    package func hasElement(_ text: String) -> Bool {
        anyElement { node in document.isText(text, at: node) }
    }

    /// Whether an element of this array is a string that begins with `text`.
    package func hasElement(beginningWith text: String) -> Bool {
        anyElement { node in document.hasPrefix(text, at: node) }
    }

    private func anyElement(_ isWanted: (Node) -> Bool) -> Bool {
        let node = node
        guard node.kind == .array else { return false }
        var next = index + 1
        while next < index + Int(node.size) {
            let element = document.node(at: next)
            if element.kind == .string, isWanted(element) { return true }
            next += Int(element.size)
        }
        return false
    }
}
