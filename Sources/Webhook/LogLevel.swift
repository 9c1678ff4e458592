internal import Admission

/// Which decisions are logged.
package enum LogLevel: String, CaseIterable, Sendable {
    case all
    /// Denials, and what was allowed with a warning.
    case denials
    case none

    package func includes(_ answer: Answer) -> Bool {
        switch self {
        case .all: true
        case .denials: !answer.decision.isAllowed || !answer.decision.warnings.isEmpty
        case .none: false
        }
    }
}
