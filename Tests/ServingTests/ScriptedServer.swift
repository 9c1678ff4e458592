import CLinux
import Glibc
import Synchronization

@testable import Serving

/// A plain server that does to its clients what a test has written down: one connection after the other, to the letter.
final class ScriptedServer {
    enum Step: Sendable {
        /// Reads up to the end of a head.
        case read
        case write(String)
        /// Reads until the client has closed.
        case wait
    }

    let endpoint: Endpoint
    private let listener: Listening
    private let thread: LoopThread

    private final class Listening: Sendable {
        let socket: FileDescriptor
        let accepted = Atomic(0)

        init(_ socket: consuming FileDescriptor) { self.socket = socket }
    }

    /// How many connections have come.
    var accepted: Int { listener.accepted.load(ordering: .relaxed) }

    init(_ connections: [[Step]]) throws {
        let address = try SocketAddress(Endpoint(address: "127.0.0.1", port: 0))
        let socket = try FileDescriptor(Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), from: "socket")
        guard address.bind(socket), listen(socket.raw, 16) == 0 else { throw Client.Failure(what: "listen") }
        endpoint = Endpoint(address: "127.0.0.1", port: try SocketAddress(of: socket).port)
        let listener = Listening(socket)
        self.listener = listener
        thread = try LoopThread {
            for steps in connections {
                let raw = accept4(listener.socket.raw, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
                guard let connection = try? FileDescriptor(raw, from: "accept4") else { return }
                listener.accepted.add(1, ordering: .relaxed)
                for step in steps { Self.take(step, connection) }
            }
        }
    }

    deinit {
        shutdown(listener.socket.raw, Int32(SHUT_RDWR))
        thread.join()
    }

    var origin: Origin? { Origin(host: endpoint.address, port: endpoint.port) }

    private static func take(_ step: Step, _ connection: borrowing FileDescriptor) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        switch step {
        case .write(let text):
            let bytes = Array(text.utf8)
            _ = unsafe send(connection.raw, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        case .wait: while unsafe recv(connection.raw, &buffer, buffer.count, 0) > 0 {}
        case .read:
            var received: [UInt8] = []
            while !received.ends(with: "\r\n\r\n") {
                let count = unsafe recv(connection.raw, &buffer, buffer.count, 0)
                guard count > 0 else { return }
                received += buffer[..<count]
            }
        }
    }
}

extension [UInt8] {
    fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
