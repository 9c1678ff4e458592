internal import Certificates
internal import Encodings
internal import JSON
internal import Kubernetes

/// The certificates in a Secret that a server shows. Its key is never looked at.
struct TLSSecret: Sendable {
    let certificates: Result<CertificateBundle, CertificateError>

    /// nil where it is none of these, or has no certificate.
    init?(_ object: Value, among names: [String]) {
        guard let name = ObjectMeta(of: object).name, names.contains(name) else { return nil }
        let key = "tls.crt"
        var pem: [UInt8]
        if let text = object["stringData"]?[key]?.utf8 {
            pem = text
        } else {
            guard let text = object["data"]?[key]?.utf8 else { return nil }
            pem = Base64.decode(text) ?? []
        }
        // Somebody may have put the key beside it.
        defer { pem.wipe() }
        do throws(CertificateError) {
            certificates = .success(try CertificateBundle(pem, called: "tls.crt of Secret \(Shown(name))"))
        } catch {
            certificates = .failure(error)
        }
    }
}
