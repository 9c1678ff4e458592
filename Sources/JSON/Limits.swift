/// What one document may cost, whatever it contains.
package struct Limits: Sendable {
    /// Levels of nesting. Kubernetes refuses objects nested more than 10,000 deep (Go's encoding/json does, and
    /// k8s.io/apimachinery's decoder after it); a review puts two levels around the object.
    package var depth = 10_000 + 2

    /// Values and keys. A client may write 3 MiB, in which no value or key with its separator is shorter than two
    /// bytes; an update carries two objects: 2 × 3 MiB ÷ 2, and a million for what stands around them. 16 bytes each.
    package var nodes = 3 << 20 + 1 << 20

    package init() {}
}
