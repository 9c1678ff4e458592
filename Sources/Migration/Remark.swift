internal import Manifests
package import YAML

/// Something that is to be said about a file: what is done with a part of it, or why nothing is.
package struct Remark: Error, Sendable, Equatable {
    package let file: String
    /// nil: it is about the file as a whole.
    package let position: Position?
    package let message: String

    init(_ file: String, _ position: Position?, _ message: String) {
        self.file = file
        self.position = position
        self.message = message
    }
}

extension Remark: CustomStringConvertible {
    /// `project.yaml:3:5: …`, on one line.
    package var description: String {
        let place = position.map { ":\($0.line):\($0.column)" } ?? ""
        return "\(OneLine(file))\(place): \(OneLine(message))"
    }
}

extension Remark {
    /// Why something is not written: its text would be read as something else.
    static let otherMeaning = """
        what would be written could be read as something else (a tag, an explicit key, an unusual indentation or a \
        missing last line break is in the way); write this part in plain block style and run again
        """
}
