package import JSON

/// One document of a YAML text: its content as JSON, and where each part of it stands in the YAML.
package struct YAMLDocument: Sendable {
    package let document: Document
    /// One for each node of `document`, by its index.
    private let positions: [Position]
    /// As many.
    private let extents: [Extent]

    init(document: Document, positions: [Position], extents: [Extent]) {
        self.document = document
        self.positions = positions
        self.extents = extents
    }

    package var root: Value { document.root }

    /// Where a value of this document begins.
    package func position(of value: Value) -> Position { positions[value.index] }

    /// Where the key of a member begins.
    package func position(ofKey member: Members.Member) -> Position { positions[member.index] }

    /// Where a value of this document begins and ends, its tag included.
    package func extent(of value: Value) -> Extent { extents[value.index] }

    /// Where the key of a member begins and ends, its quotes included.
    package func extent(ofKey member: Members.Member) -> Extent { extents[member.index] }
}
