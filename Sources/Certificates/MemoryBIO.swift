internal import COpenSSL

/// An OpenSSL memory buffer, which its readers and writers of PEM work on.
@safe struct MemoryBIO: ~Copyable {
    let raw: OpaquePointer

    /// A buffer that holds a copy of `bytes`.
    init(_ bytes: [UInt8] = []) throws(CertificateError) {
        guard let raw = unsafe BIO_new(BIO_s_mem()) else { throw .fromOpenSSL("allocate a buffer") }
        let written = unsafe BIO_write(raw, bytes, Int32(bytes.count))
        guard bytes.isEmpty || written == bytes.count else {
            unsafe BIO_free(raw)
            throw .fromOpenSSL("fill a buffer")
        }
        unsafe self.raw = raw
    }

    deinit { unsafe BIO_free(raw) }

    /// What was written and not yet read.
    var contents: [UInt8] {
        var start: UnsafeMutablePointer<CChar>?
        let count = unsafe tallyman_bio_contents(raw, &start)
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: max(0, count)))
    }
}
