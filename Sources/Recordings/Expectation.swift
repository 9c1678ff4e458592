package import Admission

/// The decision expected for a recorded review: the YAML file beside it.
package struct Expectation: Sendable {
    /// A cause of a denial: the field at fault, and how.
    package struct Cause: Sendable, Equatable {
        package var field = ""
        package var reason = ""
    }

    /// File of the review, in the same folder; nil: the one with the expectation's own name.
    var review: String?
    var endpoint = Endpoint.validate
    /// File of the configuration, in the same folder; nil: `config.yaml` there or in a folder above.
    var config: String?
    var allowed: Bool?
    var code: Int?
    /// All of them, in their order.
    var causes: [Cause] = []
    /// Texts that the message of a denial has.
    var says: [String] = []
    /// A text for each warning, in their order.
    var warnings: [String] = []
    /// A JSON Patch, as JSON.
    var patch: String?
    /// Audit annotations that are there with these values, among others.
    var annotations: [Annotation] = []

    struct Annotation: Sendable, Equatable {
        var key = ""
        var value = ""
    }
}
