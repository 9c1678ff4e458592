internal import Certificates
internal import Encodings

/// What is a certificate can be said all about, again and again; what is none is refused without being shown;
/// and no revocation list is one.
enum CertificateCheck {
    static func run(_ bytes: [UInt8]) throws(Broken) {
        let isText = bytes.starts(with: "-----".utf8)
        try read(isText ? bytes : pem(bytes))
        if !isText { try read(bytes) }
        // All the world may have what is a list, so nothing else may be one.
        guard RevocationListFile.isList(bytes) else { return }
        try Broken.unless(!isText, "text is a revocation list in DER")
        try Broken.unless((try? CertificateBundle(pem(bytes), called: "here")) == nil, "a list is a certificate too")
    }

    /// DER as PEM, so that inputs need not keep up with base64 to get through to what reads them.
    private static func pem(_ der: [UInt8]) -> [UInt8] {
        Array("-----BEGIN CERTIFICATE-----\n\(Base64.encode(der))\n-----END CERTIFICATE-----\n".utf8)
    }

    private static func read(_ bytes: [UInt8]) throws(Broken) {
        let bundle: CertificateBundle
        do throws(CertificateError) {
            bundle = try CertificateBundle(bytes, called: "here")
        } catch {
            try Broken.unless(!"\(error)".utf8.isEmpty, "refused without a word")
            return
        }
        try Broken.unless(!bundle.summaries.isEmpty, "there is nothing in it")
        let isSame: Bool
        do throws(CertificateError) {
            let again = try CertificateBundle(bytes, called: "here")
            let refusals = try [nil, "tallyman.tallyman-system.svc"].map { host throws(CertificateError) in
                try bundle.refusal(trusting: bundle, asking: host) == bundle.refusal(trusting: again, asking: host)
            }
            isSame = again.summaries == bundle.summaries && refusals.allSatisfy { $0 }
        } catch {
            throw Broken("read once, it cannot be read again: \(error)")
        }
        try Broken.unless(isSame, "read again, it is another one")
    }
}
