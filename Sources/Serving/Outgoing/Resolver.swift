internal import CLinux
internal import Glibc

/// Finds the addresses of a host, in a thread of its own: `getaddrinfo` blocks, for seconds where a name server is down,
/// and cannot be called off.
enum Resolver {
    enum Finding: Sendable {
        /// In the order in which they are to be tried; never none.
        case addresses([String])
        case failed(reason: String)
    }

    static func find(_ host: String, then: @escaping @Sendable (Finding) -> Void) {
        if Origin.isAddress(host) { return then(.addresses([host])) }
        do throws(ServerError) {
            try LoopThread { then(lookUp(host)) }.detach()
        } catch {
            then(.failed(reason: "\(error)"))
        }
    }

    private static func lookUp(_ host: String) -> Finding {
        LoopThread.leaveSignalsToOthers()
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let result = unsafe getaddrinfo(host, nil, &hints, &list)
        guard result == 0 else { return .failed(reason: unsafe String(cString: gai_strerror(result))) }
        defer { unsafe freeaddrinfo(list) }
        var addresses: [String] = []
        var next = unsafe list
        while let entry = unsafe next {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let isText = unsafe getnameinfo(
                entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
            if isText == 0 {
                addresses.append(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
            }
            unsafe next = unsafe entry.pointee.ai_next
        }
        return addresses.isEmpty ? .failed(reason: "it has no address") : .addresses(addresses)
    }
}
