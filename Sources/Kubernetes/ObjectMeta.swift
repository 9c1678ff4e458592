package import JSON

/// `metadata` of an object, read in place.
package struct ObjectMeta: Sendable {
    private let metadata: Value?

    /// - Parameter object: the object, of whatever kind the JSON is: what is not there or of the wrong type reads as absent.
    package init(of object: Value?) { metadata = object?["metadata"] }

    package var name: String? { metadata?["name"]?.string }
    package var generateName: String? { metadata?["generateName"]?.string }
    package var namespace: String? { metadata?["namespace"]?.string }
    package var labels: Value? { metadata?["labels"] }
    package var annotations: Value? { metadata?["annotations"] }

    /// Whether the object is on its way out and only finalizers keep it.
    package var isBeingDeleted: Bool { metadata?["deletionTimestamp"]?.string?.isEmpty == false }
}
