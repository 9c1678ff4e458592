import CLinux
import Glibc

/// What somebody who has taken over the process would try. Each returns the system's number of what kept it from
/// succeeding, 0 if nothing did.
enum Attempt {
    static func read(_ path: String) -> Int32 { result(unsafe open(path, O_RDONLY)) }
    static func write(_ path: String) -> Int32 { result(unsafe open(path, O_WRONLY)) }
    static func make(_ path: String) -> Int32 { result(unsafe open(path, O_WRONLY | O_CREAT, 0o600)) }
    static func remove(_ path: String) -> Int32 { result(unsafe unlink(path)) }
    static func list(_ path: String) -> Int32 { result(unsafe open(path, O_RDONLY | O_DIRECTORY)) }

    static func run(_ path: String) -> Int32 {
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe [strdup(path), nil]
        return result(unsafe execv(path, &arguments))
    }

    /// Memory that code can be run from.
    static func makeCode() -> Int32 {
        let page = unsafe mmap(nil, 4_096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        return unsafe page == MAP_FAILED ? errno : 0
    }

    static func listen(on port: UInt16) -> Int32 { unsafe socket(on: port) { unsafe bind($0, $1, $2) } }
    static func call(_ port: UInt16) -> Int32 { unsafe socket(on: port) { unsafe connect($0, $1, $2) } }

    /// One that nobody listens on.
    static func freePort() -> UInt16? {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        return result ? UInt16(bigEndian: address.sin_port) : nil
    }

    private static func socket(
        on port: UInt16, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return errno }
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                result(unsafe use(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)))
            }
        }
    }

    private static func result(_ value: Int32) -> Int32 { value < 0 ? errno : 0 }
}

/// What this machine's kernel has.
enum Kernel {
    static let landlock = tallyman_landlock_version()
}
