internal import Glibc

/// An IPv4 or IPv6 address and port as the kernel has it.
@safe struct SocketAddress {
    private var storage = sockaddr_storage()
    private var length = socklen_t(MemoryLayout<sockaddr_storage>.size)

    var family: Int32 { Int32(storage.ss_family) }

    init(_ endpoint: Endpoint) throws(ServerError) {
        var four = sockaddr_in()
        four.sin_family = sa_family_t(AF_INET)
        four.sin_port = endpoint.port.bigEndian
        var six = sockaddr_in6()
        six.sin6_family = sa_family_t(AF_INET6)
        six.sin6_port = endpoint.port.bigEndian
        if unsafe inet_pton(AF_INET, endpoint.address, &four.sin_addr) == 1 {
            unsafe withUnsafeMutableBytes(of: &storage) { unsafe $0.storeBytes(of: four, as: sockaddr_in.self) }
            length = socklen_t(MemoryLayout<sockaddr_in>.size)
        } else if unsafe inet_pton(AF_INET6, endpoint.address, &six.sin6_addr) == 1 {
            unsafe withUnsafeMutableBytes(of: &storage) { unsafe $0.storeBytes(of: six, as: sockaddr_in6.self) }
            length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        } else {
            throw .notAnAddress(endpoint.address)
        }
    }

    /// The address that a socket is bound to. The corresponding C function is `getsockname`.
    init(of socket: borrowing FileDescriptor) throws(ServerError) {
        let descriptor = socket.raw
        let result = unsafe withUnsafeMutableBytes(of: &storage) {
            unsafe getsockname(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
        }
        guard result == 0 else { throw .system(call: "getsockname", errno: errno) }
    }

    /// The port, in the order of this machine's bytes.
    var port: UInt16 {
        unsafe withUnsafeBytes(of: storage) {
            // sin_port and sin6_port stand at the same place, behind the family.
            UInt16(bigEndian: unsafe $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        }
    }

    /// The corresponding C function is `bind`.
    func bind(_ socket: borrowing FileDescriptor) -> Bool {
        let descriptor = socket.raw
        return unsafe withUnsafeBytes(of: storage) {
            unsafe Glibc.bind(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), length) == 0
        }
    }

    /// Begins to connect; 0, or why that failed. The corresponding C function is `connect`.
    func connect(_ socket: borrowing FileDescriptor) -> Int32 {
        let descriptor = socket.raw
        let result = unsafe withUnsafeBytes(of: storage) {
            unsafe Glibc.connect(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), length)
        }
        return result == 0 || errno == EINPROGRESS ? 0 : errno
    }
}
