package import Files

/// Why a certificate or key could not be made, stored or read. Every description names the file and what to do.
package enum CertificateError: Error, Equatable {
    case file(FileError)
    /// One half of something that only works whole.
    case incomplete(missing: String, beside: String)
    case noCertificate(path: String)
    /// `number` counts the certificates of the file from 1.
    case malformedCertificate(path: String, number: Int, reason: String)
    case malformedKey(path: String, reason: String)
    case encryptedKey(path: String)
    case keyMismatch(certificate: String, key: String)
    case notAnAuthority(path: String)
    case expired(path: String, notAfter: String)
    case invalidName(String)
    case invalidAddress(String)
    case invalidListAddress(String)
    case tooManyListAddresses
    case malformedList(path: String)
    case openSSL(action: String, reason: String)
}

extension CertificateError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .file(let error): "\(error)"
        case .incomplete(let missing, let beside):
            "\(missing): is missing, though \(beside) is there. Put it back; or move \(beside) away to have both "
                + "made; or make everything anew with --force, the CA included"
        case .noCertificate(let path):
            "\(path): holds no certificate (no line -----BEGIN CERTIFICATE-----). Is it the right file, and PEM?"
        case .malformedCertificate(let path, let number, let reason):
            "\(path): certificate \(number) cannot be read (\(reason)). Copy the file again from where it was made"
        case .malformedKey(let path, let reason):
            "\(path): holds no private key that can be read (\(reason)). Give an unencrypted PEM file"
        case .encryptedKey(let path):
            "\(path): the key is encrypted. Decrypt it first: openssl pkey -in \(path) -out plain.key"
        case .keyMismatch(let certificate, let key):
            "\(key): is not the key of \(certificate). Put back the pair that was made together"
        case .notAnAuthority(let path):
            "\(path): is not the certificate of a CA, so it cannot sign. Give a CA's certificate, or move it away"
        case .expired(let path, let notAfter):
            "\(path): expired at \(notAfter). Make everything anew with --force and give clusters the new caBundle"
        case .invalidName(let name):
            "\(name.debugDescription): is not a name a Service or Namespace can have (lower-case letters, digits "
                + "and '-', at most 63, beginning and ending with a letter or digit)"
        case .invalidAddress(let address):
            "\(address.debugDescription): is not an IP address. Write it as 192.0.2.1 or 2001:db8::1"
        case .invalidListAddress(let address):
            "\(address.debugDescription): is not the URL of a revocation list. Write it as http://host:port/ca.crl, "
                + "with letters, digits and -._~:/?&=%+[] in it, at most \(ListAddresses.longest) characters"
        case .tooManyListAddresses:
            "a certificate names at most \(ListAddresses.most) places of its revocation list"
        case .malformedList(let path):
            "\(path): is not a revocation list in DER. Of one in PEM: openssl crl -in \(path) -outform DER"
        case .openSSL(let action, let reason):
            "OpenSSL could not \(action): \(reason)"
        }
    }
}
