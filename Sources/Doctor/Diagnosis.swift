/// How one thing stands, and what is to be done about it.
package struct Diagnosis: Sendable, Equatable {
    package enum Verdict: String, Sendable, CaseIterable {
        case ok, warning, problem
        /// It could not be read, so nobody knows.
        case unchecked = "not checked"
    }

    package let verdict: Verdict
    /// The name of the check that says so.
    package let check: String
    /// One sentence without a full stop, in one line.
    package let why: String
    /// nil where there is nothing to do.
    package let remedy: Remedy?
}

/// What somebody is to do.
package struct Remedy: Sendable, Equatable {
    /// What to do, in words or as a command.
    package let text: String
    /// YAML to paste, with a newline at its end; the text says where.
    package let yaml: String?

    package init(_ text: String, yaml: String? = nil) {
        self.text = text
        self.yaml = yaml
    }
}
