import CLinux
import Certificates
import Cluster
import Files
import Glibc
import HTTP
import Scratch
import Synchronization

@testable import Serving

/// An API server of the recorded cluster, over TLS, that breaks where a test wants it to.
final class StubAPIServer {
    let state: StubState
    let origin: Origin
    let authorities: [UInt8]
    private let listener: Listening
    private let thread: LoopThread

    private final class Listening: Sendable {
        let socket: FileDescriptor
        let context: TLSContext

        init(_ socket: consuming FileDescriptor, _ context: consuming TLSContext) {
            self.socket = socket
            self.context = context
        }
    }

    struct Unavailable: Error {}

    init(_ objects: StubObjects? = nil) throws {
        let folder = try TemporaryFolder()
        let certificates = CertificateFolder(folder.path)
        _ = try certificates.complete(for: ServingNames(service: "kubernetes", namespace: "default"))
        authorities = try Files.read(certificates.path(of: .authorityCertificate), limit: 1 << 20)
        let context = try TLSContext.load(
            TLSSettings(
                certificate: certificates.path(of: .certificate), privateKey: certificates.path(of: .key)))
        let socket = try FileDescriptor(
            Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), from: "socket")
        guard try SocketAddress(Endpoint(address: "127.0.0.1", port: 0)).bind(socket),
            listen(socket.raw, 64) == 0,
            let origin = Origin(host: "127.0.0.1", port: try SocketAddress(of: socket).port)
        else { throw Unavailable() }
        self.origin = origin
        let state = try StubState(objects ?? StubObjects())
        self.state = state
        signal(SIGPIPE, SIG_IGN)
        let listener = Listening(socket, context)
        self.listener = listener
        thread = try LoopThread {
            while true {
                let raw = accept4(listener.socket.raw, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
                guard raw >= 0 else { return }
                let isClosed = state.contents.withLock { contents in
                    contents.descriptors.insert(raw)
                    return contents.isClosed
                }
                try? LoopThread { Self.serve(raw, listener, state) }.detach()
                if isClosed { return }
            }
        }
    }

    private static func serve(_ raw: Int32, _ listener: Listening, _ state: StubState) {
        guard let descriptor = try? FileDescriptor(raw, from: "accept4") else { return }
        let session = listener.context.session(on: descriptor)
        var connection = StubConnection(Channel(descriptor, session: session), state)
        try? connection.serve()
        state.contents.withLock { _ = $0.descriptors.remove(raw) }
        state.ended.post(raw)
    }

    deinit {
        shutdown(listener.socket.raw, Int32(SHUT_RDWR))
        thread.join()
        state.contents.withLock { contents in
            contents.isClosed = true
            for raw in contents.descriptors { shutdown(raw, Int32(SHUT_RDWR)) }
            for watch in contents.watches { watch.orders.post(.cut) }
        }
    }

    /// As `tls` trusts the stub.
    var server: APIServer { server(.none) }

    func server(_ credential: APIServer.Credential) -> APIServer {
        APIServer(origin: origin, tls: ClientTLS(authorities: authorities), credential: credential)
    }

    var calls: [String] { state.contents.withLock(\.calls) }

    func change(_ body: (inout StubState.Contents) -> Void) { state.contents.withLock { body(&$0) } }

    /// Breaks in the next `count` calls that have `part` in them.
    func fail(_ part: String, _ fault: StubFault, count: Int = Int.max) {
        change { $0.faults.append((part, fault, count)) }
    }

    /// Waits until so many calls have come that have `part` in them.
    func wait(for part: String, count: Int = 1) {
        while calls.count(where: { $0.contains(part) }) < count { _ = state.seen.next() }
    }

    /// Tells every watch of a path.
    func tell(_ path: String, _ order: StubState.WatchOrder) {
        change { contents in
            for watch in contents.watches where watch.path == path { watch.orders.post(order) }
        }
    }
}
