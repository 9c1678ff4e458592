/// Certificates in PEM that are in no file: a `caBundle`, the `tls.crt` of a Secret. Whatever else the text held, a
/// private key perhaps, is not kept.
package struct CertificateBundle: Sendable {
    /// What each of them says, in their order; never none.
    package let summaries: [CertificateSummary]
    /// What errors call the text.
    let name: String
    /// The certificates alone, each by itself.
    let pem: [[UInt8]]

    /// Reads PEM text.
    /// - Parameter name: what errors call it.
    /// - Throws: where there is no certificate in it, or one that cannot be read.
    package init(_ bytes: [UInt8], called name: String) throws(CertificateError) {
        let read = try CertificateFile.each(bytes, of: name) { certificate throws(CertificateError) in
            (try certificate.summary(), try certificate.pem())
        }
        self.name = name
        summaries = read.map(\.0)
        pem = read.map(\.1)
    }

    /// Those that are valid no more.
    package var expired: [CertificateSummary] { summaries.filter(\.hasExpired) }
}
