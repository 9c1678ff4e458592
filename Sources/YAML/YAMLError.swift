/// Why a text is not YAML, or uses of YAML what is not read here, and where.
///
/// A message never shows a value, only keys, anchors and tags: values may be secret.
package struct YAMLError: Error, Equatable {
    package let position: Position
    package let message: String

    init(at position: Position, _ message: String) {
        self.position = position
        self.message = message
    }
}

extension YAMLError: CustomStringConvertible {
    package var description: String { "\(position): \(message)" }
}
