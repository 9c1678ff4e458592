/// What evaluating a review comes to.
package enum Outcome: Sendable {
    case decided(Decision)
    /// Not decided before these are answered.
    case needs([Question])
}
