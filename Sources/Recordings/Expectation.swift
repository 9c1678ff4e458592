internal import Admission

/// The decision expected for a recorded review. What is left out is expected not to be there.
struct Expectation: Sendable {
    /// A field at fault, and how.
    struct Cause: Sendable, Equatable {
        let field: String
        let reason: String
    }

    /// An audit annotation.
    struct Annotation: Sendable, Equatable {
        let key: String
        let value: String
    }

    /// File of the review, in the same folder; nil: the one with the expectation's own name.
    var review: String?
    var endpoint = Endpoint.validate
    /// File of the configuration, in the same folder; nil: `config.yaml` there, or in a folder above.
    var config: String?
    var allowed: Bool?
    var code: Int?
    /// All causes, in their order.
    var causes: [Cause] = []
    /// Parts of a denial's message.
    var says: [String] = []
    /// A part of each warning, in their order.
    var warnings: [String] = []
    /// A JSON Patch.
    var patch: String?
    /// Annotations that are there, among others.
    var annotations: [Annotation] = []
}
