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

    /// - Parameter name: as it came. Nearly all are POST, which needs no text to tell.
    init(_ name: ArraySlice<UInt8>) {
        self = name.elementsEqual("POST".utf8) ? .post : Method(String(decoding: name, as: UTF8.self))
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
