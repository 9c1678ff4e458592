package import Rules
internal import YAML

/// All that Tallyman can be told: one YAML file, or the built-in defaults where there is none.
package struct Configuration: Sendable {
    package var settings = Settings()
    package var cluster = ClusterSettings()
    /// What is no mistake but should be known, a line each, with file, line and column: settings for rules that this
    /// version does not have. They are no part of the effective configuration.
    package private(set) var notices: [String] = []

    /// The built-in defaults.
    package init() {}

    /// Reads a configuration's text.
    /// - Parameter file: what messages call it.
    package init(_ bytes: [UInt8], file: String) throws(ConfigurationError) {
        let documents: [YAMLDocument]
        do throws(YAMLError) {
            documents = try YAMLStream.parse(bytes)
        } catch {
            throw .invalid(file: file, [Problem(error.position, "", error.message)])
        }
        guard let document = documents.first else {
            let start = Position(line: 1, column: 1)
            throw .invalid(file: file, [Problem(start, "", "the file is empty; write at least apiVersion and kind")])
        }
        var findings = Findings()
        let place = Place(value: document.root, path: "", document: document)
        let read = Form<Configuration>.configuration.read(place, &findings)
        for extra in documents.dropFirst() {
            let position = extra.position(of: extra.root)
            findings.problems.append(Problem(position, "", "a second document; a configuration is only one"))
        }
        guard let read, findings.problems.isEmpty else { throw .invalid(file: file, Self.sorted(findings.problems)) }
        self = read
        notices = Self.sorted(findings.notices).map { "\(file):\($0)" }
    }

    private static func sorted(_ problems: [Problem]) -> [Problem] {
        problems.sorted { ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column) }
    }
}
