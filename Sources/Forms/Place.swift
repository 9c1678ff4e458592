package import JSON
package import YAML

/// A value of a file with what it takes to complain about it.
package struct Place {
    package let value: Value
    /// `rules.keep-namespace.exceptUsers[0]`; empty at the top.
    package let path: String
    package let document: YAMLDocument

    package func problem(_ message: String) -> Problem { Problem(document.position(of: value), path, message) }

    package func wrongType(wanted: String) -> Problem {
        guard value.kind == .bool, wanted == "a string" else {
            return problem("must be \(wanted), not \(value.isNull ? "null" : Self.article(value.kind))")
        }
        return problem("must be a string; YAML reads yes, no, on and off as booleans unless they are in quotes")
    }

    package func element(_ value: Value, _ index: Int) -> Place {
        Place(value: value, path: "\(path)[\(index)]", document: document)
    }

    package func member(_ key: String, _ value: Value) -> Place {
        Place(value: value, path: pathOfMember(key), document: document)
    }

    /// What is wrong with a member's key rather than its value.
    package func problem(key member: Members.Member, _ message: String) -> Problem {
        Problem(document.position(ofKey: member), pathOfMember(member.key), message)
    }

    private func pathOfMember(_ key: String) -> String {
        let isWord = key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let shown = isWord && !key.isEmpty ? key : "\(Quoted(key))"
        return path.isEmpty ? shown : "\(path).\(shown)"
    }

    private static func article(_ kind: Kind) -> String {
        kind == .array || kind == .object ? "an \(kind.name)" : "a \(kind.name)"
    }
}
