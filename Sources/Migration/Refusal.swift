internal import YAML

/// Why an object is not migrated, and where in its file.
struct Refusal: Error, Equatable {
    let position: Position
    let message: String

    init(at position: Position, _ message: String) {
        self.position = position
        self.message = message
    }
}
