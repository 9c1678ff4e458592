internal import COpenSSL

/// FIPS 180-4, by OpenSSL.
package enum SHA256 {
    /// The digest of `bytes` in lower-case hexadecimal digits, 64 of them.
    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        let status = unsafe EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
        // Fails only where OpenSSL was set up without SHA-256, which TLS cannot do without either.
        precondition(status == 1, "OpenSSL has no SHA-256")
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
