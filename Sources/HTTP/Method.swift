/// What a request asks for (RFC 9110 section 9). Method names are case-sensitive.
package enum Method: Sendable, Equatable {
    case get, head, post, options, connect
    case other(String)

    package init(_ name: String) {
        self =
            switch name {
            case "GET": .get
            case "HEAD": .head
            case "POST": .post
            case "OPTIONS": .options
            case "CONNECT": .connect
            default: .other(name)
            }
    }

    /// As it stands in a request line.
    var name: String {
        switch self {
        case .get: "GET"
        case .head: "HEAD"
        case .post: "POST"
        case .options: "OPTIONS"
        case .connect: "CONNECT"
        case .other(let name): name
        }
    }
}
