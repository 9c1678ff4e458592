/// The forms that Kubernetes gives names; k8s.io/apimachinery/pkg/util/validation/validation.go.
package enum NameForm: Sendable {
    /// A Namespace's name: RFC 1123 label.
    case label
    /// Most other names, a Secret's among them: RFC 1123 subdomain.
    case subdomain

    /// Characters a name may have at most (DNS: 63 a label, 253 in all).
    package var maximumLength: Int { self == .label ? 63 : 253 }

    /// What is wrong with a name, in apimachinery's words; nil: nothing.
    package func problem(with name: String) -> String? {
        guard name.utf8.count <= maximumLength else { return "must be no more than \(maximumLength) characters" }
        return isForm(of: name.utf8.span) ? nil : rule
    }

    /// Whether a name of UTF-8 is of this form. Allocates nothing.
    package func fits(_ name: ArraySlice<UInt8>) -> Bool { name.count <= maximumLength && isForm(of: name.span) }

    /// `label(\.label)*`, where a label is `[a-z0-9]([-a-z0-9]*[a-z0-9])?`
    private func isForm(of name: Span<UInt8>) -> Bool {
        var last = UInt8(ascii: ".")
        for at in name.indices {
            let byte = name[at]
            switch byte {
            case UInt8(ascii: "."): guard self == .subdomain, Self.isAlphanumeric(last) else { return false }
            case UInt8(ascii: "-"): guard last != UInt8(ascii: ".") else { return false }
            default: guard Self.isAlphanumeric(byte) else { return false }
            }
            last = byte
        }
        return Self.isAlphanumeric(last)
    }

    private var rule: String {
        switch self {
        case .label:
            """
            a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and \
            end with an alphanumeric character (e.g. 'my-name')
            """
        case .subdomain:
            """
            a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must \
            start and end with an alphanumeric character (e.g. 'example.com')
            """
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
