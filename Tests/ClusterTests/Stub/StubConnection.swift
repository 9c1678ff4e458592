import HTTP
import JSON
import Synchronization

@testable import Serving

/// One connection of the stub, which blocks.
struct StubConnection: ~Copyable {
    private var channel: Channel
    private let state: StubState
    private var decoder = RequestDecoder(limits: Limits())
    private var input: ArraySlice<UInt8> = []

    init(_ channel: consuming Channel, _ state: StubState) {
        self.channel = channel
        self.state = state
    }

    mutating func serve() throws {
        guard case .done = channel.handshake() else { return }
        while let request = try next() {
            guard try answer(request) else { return }
        }
    }

    private mutating func next() throws -> Request? {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            if case .complete(let request) = try decoder.decode(&input) { return request }
            switch channel.read(into: &buffer) {
            case .done(let count): input = buffer[..<count]
            // The socket blocks, so that this was TLS's wish for a pause.
            case .wantsRead: continue
            case .wantsWrite, .closed, .failed: return nil
            }
        }
    }

    /// False: the connection ends.
    private mutating func answer(_ request: Request) throws -> Bool {
        let call =
            "\(request.method == .post ? "POST" : "GET") \(request.path)\(request.query.map { "?\($0)" } ?? "")"
        let fault = state.fault(for: call)
        let parameters = Self.parameters(request.query ?? "")
        // A watch counts as seen once it hears what it is told.
        if case .none = fault, parameters["watch"] != nil {} else { state.note(call) }
        switch fault {
        case .none: break
        case .silentEnd: return false
        case .hang:
            var buffer = [UInt8](repeating: 0, count: 1 << 10)
            while case .done = channel.read(into: &buffer) {}
            return false
        case .answer(let status, let headers, let body):
            return say(status, body, headers: headers)
        case .garbage: return say(200, "{\"kind\": <html>")
        case .oversize(let bytes):
            write("HTTP/1.1 200 OK\r\nContent-Length: \(bytes)\r\n\r\n{")
            return false
        case .cutBody:
            write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"kind\":")
            return false
        }
        let token = state.contents.withLock(\.token)
        guard token == nil || request.headers["authorization"] == token.map({ "Bearer \($0)" }) else {
            return say(401, Self.status(401, "Unauthorized", "Unauthorized"))
        }
        if request.method == .post { return try review(request) }
        if parameters["watch"] != nil { return try watch(request.path, call) }
        return get(request.path, parameters)
    }

    private mutating func review(_ request: Request) throws -> Bool {
        let isAllowed = try state.contents.withLock(\.objects).allows(request.body)
        return say(201, "{\"kind\":\"SubjectAccessReview\",\"status\":{\"allowed\":\(isAllowed)}}")
    }

    private mutating func get(_ path: String, _ parameters: [String: String]) -> Bool {
        let contents = state.contents.withLock { ($0.objects, $0.pageSize, $0.missing) }
        guard !contents.2.contains(where: { path.contains("/\($0)") }) else {
            return say(404, "404 page not found\n")
        }
        if let object = contents.0.objects[path] {
            return say(200, String(decoding: object, as: UTF8.self))
        }
        let limit = min(contents.1, parameters["limit"].flatMap { Int($0) } ?? Int.max)
        let list = contents.0.list(
            path, limit: limit, after: parameters["continue"].flatMap { Int($0) } ?? 0,
            label: parameters["labelSelector"]?.replacing("%2F", with: "/"))
        if list.isKnown { return say(200, list.body) }
        return say(404, Self.status(404, "NotFound", "not found"))
    }

    private mutating func watch(_ path: String, _ call: String) throws -> Bool {
        let orders = try Inbox<StubState.WatchOrder>()
        let isClosed = state.contents.withLock { contents in
            contents.watches.append((path, orders))
            return contents.isClosed
        }
        state.note(call)
        if isClosed { return false }
        write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
        while true {
            for order in orders.next() {
                switch order {
                case .cut: return false
                case .end:
                    write("0\r\n\r\n")
                    return true
                case .event(let text): write("\(String(text.utf8.count + 1, radix: 16))\r\n\(text)\n\r\n")
                }
            }
        }
    }

    private mutating func say(_ status: Int, _ body: String, headers: String = "") -> Bool {
        write(
            "HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        )
        return true
    }

    private mutating func write(_ text: String) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            guard case .done(let count) = channel.write(bytes.span.extracting(sent...)) else { return }
            sent += count
        }
    }

    static func status(_ code: Int, _ reason: String, _ message: String) -> String {
        "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"\(reason)\",\"message\":\"\(message)\",\"code\":\(code)}"
    }

    private static func parameters(_ query: String) -> [String: String] {
        var parameters: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if let name = parts.first { parameters[String(name)] = String(parts.dropFirst().first ?? "") }
        }
        return parameters
    }
}
