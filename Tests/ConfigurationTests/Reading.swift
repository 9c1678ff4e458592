internal import Testing

@testable import Configuration

/// The two lines that every configuration begins with.
let head = "apiVersion: tallyman/v1alpha1\nkind: Configuration\n"

/// Reads `text` with the two lines in front of it, so that its own first line is the third.
func read(_ text: String) throws(ConfigurationError) -> Configuration {
    try Configuration(Array((head + text).utf8), file: "f")
}

/// What is said against `text`, a line each; none where it is taken.
func problems(in text: String) -> [String] {
    do throws(ConfigurationError) {
        _ = try read(text)
        return []
    } catch {
        return error.description.split(separator: "\n").map { String($0) }
    }
}
