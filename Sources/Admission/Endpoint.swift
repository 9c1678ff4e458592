/// Which of the two webhooks was called.
package enum Endpoint: String, Sendable, CaseIterable {
    case validate, mutate
}
