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
        let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let fits = self == .label ? labels.count == 1 && Self.isLabel(labels[0]) : labels.allSatisfy(Self.isLabel)
        return fits ? nil : rule
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

    /// `[a-z0-9]([-a-z0-9]*[a-z0-9])?`
    private static func isLabel(_ label: Substring.UTF8View) -> Bool {
        guard let first = label.first, let last = label.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
