/// Where to listen: an IP address of this machine and a TCP port.
package struct Endpoint: Sendable, Equatable, CustomStringConvertible {
    /// IPv4 or IPv6 in numbers. `0.0.0.0` is every IPv4 address, `::` every address.
    package var address: String
    /// 0 takes any port that is free.
    package var port: UInt16

    package init(address: String, port: UInt16) {
        self.address = address
        self.port = port
    }

    package var description: String {
        address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
    }
}
