/// What stands before the body of a response.
package struct ResponseHead: Sendable {
    /// 200 to 599.
    package let status: Int
    package let headers: Headers
    /// The connection may be used again once the body has come.
    package let keepsAlive: Bool
}
