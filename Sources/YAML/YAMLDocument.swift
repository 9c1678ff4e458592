package import JSON

/// One document of a YAML text: its content as JSON, and where each part of it stands in the YAML.
package struct YAMLDocument: Sendable {
    package let document: Document
    /// One for each node of `document`, by its index.
    private let positions: [Position]

    init(document: Document, positions: [Position]) {
        self.document = document
        self.positions = positions
    }

    package var root: Value { document.root }

    /// Where a value of this document begins.
    package func position(of value: Value) -> Position { positions[value.index] }

    /// Where the key of a member begins.
    package func position(ofKey member: Members.Member) -> Position { positions[member.index] }
}
