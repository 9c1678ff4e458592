internal import YAML

extension Form {
    /// Reads a file that is one YAML document of this form.
    /// - Parameter file: what messages call it.
    package func parse(_ bytes: [UInt8], file: String) throws(FormError) -> Output {
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
        var problems: [Problem] = []
        let value = read(Place(value: document.root, path: "", document: document), &problems)
        for extra in documents.dropFirst() {
            let position = extra.position(of: extra.root)
            problems.append(Problem(position, "", "a second document, where there can be only one"))
        }
        guard let value, problems.isEmpty else {
            throw FormError(file: file, problems: Self.sorted(problems))
        }
        return value
    }

    private static func sorted(_ problems: [Problem]) -> [Problem] {
        problems.sorted { ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column) }
    }
}
