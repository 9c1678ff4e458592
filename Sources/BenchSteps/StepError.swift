internal import Admission
internal import JSON

/// Why a body cannot be measured.
enum StepError: Error {
    case notJSON(ParseError)
    case noReview(ReviewError)
}

extension StepError: CustomStringConvertible {
    var description: String {
        switch self {
        case .notJSON(let error): "not JSON: \(error)"
        case .noReview(let error): "no review: \(error)"
        }
    }
}
