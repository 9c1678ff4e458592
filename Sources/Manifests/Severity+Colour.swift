package import Admission

extension Finding.Severity {
    /// Its word in bold red or bold yellow, for a terminal; ECMA-48 section 8.3.117.
    package var coloured: String { "\u{1B}[1;\(self == .error ? 31 : 33)m\(rawValue)\u{1B}[0m" }
}
