internal import YAML

extension Form {
    /// Reads a file that is one YAML document of this form.
    /// - Parameter file: what messages call it.
    /// - Returns: the value, and what is no mistake but should be known, a line each.
    package func parse(_ bytes: [UInt8], file: String) throws(FormError) -> (value: Output, notices: [String]) {
        let documents: [YAMLDocument]
        do throws(YAMLError) {
            documents = try YAMLStream.parse(bytes)
        } catch {
            throw FormError(file: file, problems: [Problem(error.position, "", error.message)])
        }
        guard let document = documents.first else {
            let problem = Problem(Position(line: 1, column: 1), "", "the file is empty")
            throw FormError(file: file, problems: [problem])
        }
        var findings = Findings()
        let value = read(Place(value: document.root, path: "", document: document), &findings)
        for extra in documents.dropFirst() {
            let position = extra.position(of: extra.root)
            findings.problems.append(Problem(position, "", "a second document, where there can be only one"))
        }
        guard let value, findings.problems.isEmpty else {
            throw FormError(file: file, problems: Self.sorted(findings.problems))
        }
        return (value, Self.sorted(findings.notices).map { "\(file):\($0)" })
    }

    private static func sorted(_ problems: [Problem]) -> [Problem] {
        problems.sorted { ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column) }
    }
}
