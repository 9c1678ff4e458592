internal import Certificates
internal import Encodings
internal import JSON
internal import Kubernetes

/// A Secret with what a server shows. Of keys that are no certificate it is only known that they are there.
struct TLSSecret: Sendable {
    let name: String
    /// Those that have a value.
    let keys: Set<String>
    /// By the key that they are under.
    let certificates: [String: Result<CertificateBundle, CertificateError>]

    /// - Parameters:
    ///   - wanted: the Secrets to be read; nil for others.
    ///   - certificates: what of it is certificates.
    init?(_ object: Value, among wanted: [SecretKey], certificates: [SecretKey]) {
        guard let name = ObjectMeta(of: object).name, wanted.contains(where: { $0.secret == name }) else { return nil }
        self.name = name
        let values = ["data", "stringData"].compactMap { object[$0] }
        keys = Set(
            values.flatMap { $0.members.filter { $0.value.kind == .string && !$0.value.byteRange.isEmpty }.map(\.key) })
        var found: [String: Result<CertificateBundle, CertificateError>] = [:]
        for wanted in certificates where wanted.secret == name && keys.contains(wanted.key) {
            found[wanted.key] = Self.read(wanted, object)
        }
        self.certificates = found
    }

    func has(_ wanted: SecretKey) -> Bool { wanted.secret == name && keys.contains(wanted.key) }

    private static func read(_ wanted: SecretKey, _ object: Value) -> Result<CertificateBundle, CertificateError> {
        var pem: [UInt8]
        if let text = object["stringData"]?[wanted.key]?.utf8 {
            pem = text
        } else {
            pem = object["data"]?[wanted.key]?.utf8.flatMap { Base64.decode($0) } ?? []
        }
        // Somebody may have put the key beside it.
        defer { pem.wipe() }
        do throws(CertificateError) {
            return .success(try CertificateBundle(pem, called: "\(wanted.key) of Secret \(Shown(wanted.secret))"))
        } catch {
            return .failure(error)
        }
    }
}
