package import JSON

/// Why a body is not a review that can be decided.
package enum ReviewError: Error, Equatable {
    case notJSON(ParseError)
    /// A field that is missing or not what it has to be, and what that is.
    case badField(FieldPath, wanted: String)
    /// More bytes than are taken.
    case tooLarge(limit: Int)

    /// HTTP's code for it, RFC 9110 sections 15.5.1 and 15.5.14.
    package var code: Int {
        if case .tooLarge = self { 413 } else { 400 }
    }
}

extension ReviewError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notJSON(let error): "the AdmissionReview is not valid JSON at \(error)"
        case .badField(let path, let wanted): "the AdmissionReview cannot be read: \(path) must be \(wanted)"
        case .tooLarge(let limit):
            """
            the AdmissionReview is larger than \(limit) bytes; raise server.limits.body in the configuration if \
            objects here are that large
            """
        }
    }
}
