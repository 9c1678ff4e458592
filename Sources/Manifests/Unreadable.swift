package import YAML

/// A file, or a part of one, that could not be read as manifests, and why.
package struct Unreadable: Sendable, Equatable {
    package let file: String
    /// nil: it is about the file as a whole.
    package let position: Position?
    package let message: String
}

extension Unreadable: CustomStringConvertible {
    /// `apps/pipeline.yaml:3:5: …`, on one line.
    package var description: String {
        let place = position.map { ":\($0.line):\($0.column)" } ?? ""
        return "\(OneLine(file))\(place): \(OneLine(message))"
    }
}
