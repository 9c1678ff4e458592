internal import Patterns

/// A pattern for names of Stages, as pkg/pattern of Kargo reads it: `regex:`, `regexp:` or `glob:`, and then what it says.
enum StagePattern {
    case regularExpression(RegularExpression)
    /// A glob in place, right in form, and not read yet.
    case glob(ArraySlice<UInt8>)

    /// Why Kargo would not take it.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// - Parameters:
    ///   - prefix: what stands before the first colon.
    ///   - pattern: what stands behind it.
    init(prefix: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>) throws(Problem) {
        if prefix.elementsEqual("glob".utf8) {
            guard Glob.isValid(pattern) else {
                throw Problem(description: "is no glob: a bracket, brace or backslash is left open")
            }
            self = .glob(pattern)
        } else if prefix.elementsEqual("regex".utf8) || prefix.elementsEqual("regexp".utf8) {
            guard !pattern.isEmpty else {
                throw Problem(description: "an empty regular expression matches every Stage; write one")
            }
            do throws(RegularExpression.Problem) {
                self = .regularExpression(try RegularExpression(pattern))
            } catch {
                throw Problem(description: "is no regular expression as Go has them: \(error)")
            }
        } else {
            throw Problem(description: "a pattern begins with \"regex:\", \"regexp:\" or \"glob:\"")
        }
    }

    /// What to say of it though it is right.
    var doubt: String? {
        switch self {
        case .regularExpression(let expression) where !expression.isAnchored:
            "not anchored at both ends: it also matches parts of names; write ^(...)$"
        case .glob(let pattern) where pattern.isEmpty: "matches no Stage"
        default: nil
        }
    }
}
