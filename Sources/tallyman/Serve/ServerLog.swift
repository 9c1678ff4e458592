internal import Files
internal import Glibc

/// What a server says: what it does on standard output, what is wrong on standard error, a line each. Nobody has to
/// read it: where nobody does, the server goes on.
struct ServerLog: Sendable {
    private let said: OutputLines
    private let complained: OutputLines

    /// - Parameter output: where decisions are logged too.
    init(output: OutputLines = OutputLines(), errors: OutputLines = OutputLines(to: STDERR_FILENO)) {
        said = output
        complained = errors
    }

    /// Where decisions go.
    var decisions: OutputLines { said }

    /// Lines that nobody got to see.
    var lost: Int { said.lost + complained.lost }

    func say(_ text: String) { said.print(Self.line(text)) }

    func complain(_ text: String) { complained.print(Self.line(text)) }

    private static func line(_ text: String) -> [UInt8] {
        let shown = String(String.UnicodeScalarView(text.unicodeScalars.map { isSteering($0) ? " " : $0 }))
        return Array("tallyman: \(shown)\n".utf8)
    }

    /// Nothing from a file or its name begins a line of its own, or has others shown in another order: all that the
    /// JSON of decisions has as an escape.
    private static func isSteering(_ character: Unicode.Scalar) -> Bool {
        let properties = character.properties
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        default: return properties.isBidiControl
        }
    }
}
