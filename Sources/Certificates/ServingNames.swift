internal import Encodings
internal import Glibc

/// The names under which a Service's webhook server is reached: what its certificate must say.
package struct ServingNames: Sendable, Equatable {
    /// DNS names; the API server asks for `<service>.<namespace>.svc`.
    package let dns: [String]
    /// The one of them that the API server asks for.
    package let service: String
    /// IP addresses in their shortest text form.
    package let addresses: [String]

    /// The names of `service` in `namespace` within a cluster, and of this machine for trying it out.
    /// - Parameter addresses: further IP addresses, of either family.
    package init(service: String, namespace: String, addresses: [String] = []) throws(CertificateError) {
        for name in [service, namespace] where !Self.isLabel(name) { throw .invalidName(name) }
        let inNamespace = "\(service).\(namespace)"
        self.service = "\(inNamespace).svc"
        dns = [service, inNamespace, self.service, "\(inNamespace).svc.cluster.local", "localhost"]
        var known = ["127.0.0.1", "::1"]
        for address in addresses {
            guard let canonical = Self.canonical(address) else { throw .invalidAddress(address) }
            if !known.contains(canonical) { known.append(canonical) }
        }
        self.addresses = known
    }

    /// As they stand in a certificate: `DNS:tallyman`, `IP:::1`. The parts have been checked: none has a comma.
    package var alternativeNames: [String] { dns.map { "DNS:\($0)" } + addresses.map { "IP:\($0)" } }

    /// RFC 1123 section 2.1 as Kubernetes narrows it: one lower-case label of at most 63 characters.
    private static func isLabel(_ name: String) -> Bool {
        func isAlphanumeric(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        guard let first = name.utf8.first, let last = name.utf8.last, name.utf8.count <= 63 else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && name.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    private static func canonical(_ address: String) -> String? {
        for family in [AF_INET, AF_INET6] {
            var network = [UInt8](repeating: 0, count: 16)
            guard unsafe inet_pton(family, address, &network) == 1 else { continue }
            return IPAddress.text(Array(network.prefix(family == AF_INET ? 4 : 16)))
        }
        return nil
    }
}
