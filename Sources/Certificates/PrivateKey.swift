internal import COpenSSL

/// A private key.
@safe package struct PrivateKey: ~Copyable {
    let raw: OpaquePointer

    private init(owning raw: OpaquePointer) { unsafe self.raw = raw }

    deinit { unsafe EVP_PKEY_free(raw) }

    /// A new ECDSA key on the curve P-256.
    static func generate() throws(CertificateError) -> PrivateKey {
        guard let raw = unsafe tallyman_p256_key() else { throw .fromOpenSSL("make a key") }
        return unsafe PrivateKey(owning: raw)
    }

    /// The unencrypted PEM key in the file at `path`.
    static func read(_ path: String) throws(CertificateError) -> PrivateKey {
        let bio = try MemoryBIO(CertificateFile.bytes(path))
        ERR_clear_error()
        // Without a callback OpenSSL would ask for a passphrase on the terminal.
        guard let raw = unsafe PEM_read_bio_PrivateKey(bio.raw, nil, { _, _, _, _ in -1 }, nil) else {
            let wantsPassphrase = tallyman_is_passphrase_missing(ERR_peek_last_error()) == 1
            let reason = CertificateError.openSSLReason()
            throw wantsPassphrase ? .encryptedKey(path: path) : .malformedKey(path: path, reason: reason)
        }
        return unsafe PrivateKey(owning: raw)
    }

    /// The key in PEM (PKCS #8), unencrypted.
    package func pem() throws(CertificateError) -> [UInt8] {
        let bio = try MemoryBIO()
        guard unsafe PEM_write_bio_PrivateKey(bio.raw, raw, nil, nil, 0, nil, nil) == 1 else {
            throw .fromOpenSSL("write a key")
        }
        return bio.contents
    }
}
