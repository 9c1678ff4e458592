/// `metav1.Status` of a denial: what the client sees, for people and for programs.
package struct Status: Sendable, Equatable {
    /// A field at fault; `metav1.StatusCause`.
    package struct Cause: Sendable, Equatable {
        package let reason: Violation.Reason?
        package let message: String
        package let field: String?
    }

    /// What the request was about; `metav1.StatusDetails`.
    package struct Details: Sendable, Equatable {
        package var group = ""
        /// The kind where an object is invalid, the resource where it is forbidden, as apimachinery has it.
        package var kind = ""
        package var name = ""
        package var causes: [Cause] = []
        /// When asking again may help.
        package var retryAfterSeconds: Int?
    }

    package let code: Int
    package let reason: String
    package let message: String
    package var details: Details?

    package init(code: Int, reason: String, message: String, details: Details? = nil) {
        self.code = code
        self.reason = reason
        self.message = message
        self.details = details
    }

    /// The status of a body that is no review.
    package init(_ error: ReviewError) {
        let reason = error.code == 413 ? "RequestEntityTooLarge" : "BadRequest"
        self.init(code: error.code, reason: reason, message: error.description)
    }
}
