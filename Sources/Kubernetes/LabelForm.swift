/// The forms of labels; k8s.io/apimachinery/pkg/util/validation/validation.go.
package enum LabelForm {
    /// Characters that the name in a key, and a value, may have at most.
    private static let maximumLength = 63

    /// What is wrong with a label's (or annotation's) key, `[prefix/]name`: IsQualifiedName, in its words.
    package static func problems(withKey key: String) -> [String] {
        // Bytes, as a combining character makes another one of the slash before it.
        let parts = key.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
            String(Substring($0))
        }
        guard let name = parts.last, parts.count <= 2 else {
            return [
                "a qualified name \(rule) with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            ]
        }
        var problems: [String] = []
        if parts.count == 2 {
            let problem = parts[0].isEmpty ? "must be non-empty" : NameForm.subdomain.problem(with: parts[0])
            if let problem { problems.append("prefix part \(problem)") }
        }
        if name.isEmpty { problems.append("name part must be non-empty") }
        if name.utf8.count > maximumLength { problems.append("name part \(tooLong)") }
        if !isName(name) { problems.append("name part \(rule)") }
        return problems
    }

    /// What is wrong with a label's value: IsValidLabelValue, in its words.
    package static func problems(withValue value: String) -> [String] {
        var problems: [String] = []
        if value.utf8.count > maximumLength { problems.append(tooLong) }
        if !value.isEmpty, !isName(value) {
            problems.append(
                """
                a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must \
                start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used \
                for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
                """)
        }
        return problems
    }

    private static let tooLong = "must be no more than \(maximumLength) characters"

    private static let rule = """
        must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric \
        character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is \
        '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
        """

    /// `([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]`
    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && text.utf8.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
