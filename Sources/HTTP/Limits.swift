/// How large the parts of one request may be, in bytes unless said otherwise.
package struct Limits: Sendable, Equatable {
    /// Request line and header fields together. The API server's heads have 300 bytes; proxies add a few hundred, and
    /// a bearer token 1 to 4 KiB. The section of trailer fields, and all chunk extensions together, get as much.
    package static let defaultHead = 16 << 10
    /// Header fields, counted. The API server sends 6.
    package static let defaultFields = 100
    /// The request target. RFC 9112 section 3 recommends to support request lines of 8,000 bytes.
    package static let defaultTarget = 8_000
    /// A client may write 3 MiB; escaped by Go (`<` as `\u003c`) they become 18 MiB. Twice that on an update is beyond
    /// what etcd stores (1.5 MiB an object), so 32 MiB hold every review that can come to be.
    package static let defaultBody = 32 << 20
    /// What is kept of a body over the limit. The uid of a review stands within its first 200 bytes; 64 KiB leave room
    /// for a sender that orders keys in another way, and cost a connection no more than four TLS records.
    package static let defaultKeptOfOversizeBody = 64 << 10

    package var head: Int
    package var fields: Int
    package var target: Int
    package var body: Int
    package var keptOfOversizeBody: Int

    package init(
        head: Int = defaultHead, fields: Int = defaultFields, target: Int = defaultTarget, body: Int = defaultBody,
        keptOfOversizeBody: Int = defaultKeptOfOversizeBody
    ) {
        self.head = head
        self.fields = fields
        self.target = target
        self.body = body
        self.keptOfOversizeBody = keptOfOversizeBody
    }
}
