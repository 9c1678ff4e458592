/// One token of a document: where it stands in the bytes, and how many nodes belong to it.
///
/// 16 bytes. Nodes are in document order; an object's members are a key node and the nodes of its value, in turn.
struct Node {
    /// Offset of the first byte; of a string, the byte behind its opening quote.
    var start: UInt32
    /// Bytes of the token; of a string, without its quotes; of an object or array, through its closing bracket.
    var length: UInt32
    /// How many nodes there are from this one to the first that is not part of this value. In a key, which is one node,
    /// its fingerprint.
    var size: UInt32 = 1
    var kind: Kind
    /// Whether a string has escapes, so that its bytes are not yet its text.
    var isEscaped = false

    var end: Int { Int(start) &+ Int(length) }
}

/// What a JSON value is.
package enum Kind: UInt8, Sendable {
    case object, array, string, number, bool, null

    /// As Kubernetes names it in a message about a wrong type.
    package var name: String {
        switch self {
        case .object: "object"
        case .array: "array"
        case .string: "string"
        case .number: "number"
        case .bool: "boolean"
        case .null: "null"
        }
    }
}
