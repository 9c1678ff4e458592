internal import Glibc

/// A server to call: its host and port.
package struct Origin: Sendable, Equatable, CustomStringConvertible {
    /// A DNS name, or an IPv4 or IPv6 address without brackets.
    package let host: String
    package let port: UInt16

    /// nil if that cannot be a host.
    package init?(host: String, port: UInt16) {
        guard !host.isEmpty, host.utf8.allSatisfy({ Self.isHostCharacter($0) }) else { return nil }
        self.host = host
        self.port = port
        guard !host.contains(":") || isAddress else { return nil }
    }

    /// As it goes into a URL and the Host field; IPv6 in brackets (RFC 3986 section 3.2.2).
    package var description: String { Endpoint(address: host, port: port).description }

    /// Whether it is called without a name having to be looked up.
    package var isAddress: Bool { Self.isAddress(host) }

    /// The corresponding C function is `inet_pton`.
    static func isAddress(_ text: String) -> Bool {
        var four = in_addr()
        var six = in6_addr()
        return unsafe inet_pton(AF_INET, text, &four) == 1 || inet_pton(AF_INET6, text, &six) == 1
    }

    private static func isHostCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
