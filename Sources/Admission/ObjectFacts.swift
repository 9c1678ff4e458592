/// What is known of an object in the cluster.
package struct ObjectFacts: Sendable, Equatable {
    package var labels: [String: String]
    package var annotations: [String: String]
    package var isBeingDeleted: Bool

    package init(
        labels: [String: String] = [:], annotations: [String: String] = [:], isBeingDeleted: Bool = false
    ) {
        self.labels = labels
        self.annotations = annotations
        self.isBeingDeleted = isBeingDeleted
    }
}
