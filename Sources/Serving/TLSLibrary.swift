internal import COpenSSL

/// OpenSSL as a whole.
package enum TLSLibrary {
    /// Reads the system's configuration of OpenSSL and loads what it names: later would be too late for a process that
    /// may no longer read those files. The corresponding C function is `OPENSSL_init_ssl`.
    package static func load() {
        OPENSSL_init_ssl(UInt64(OPENSSL_INIT_LOAD_CONFIG), nil)
    }
}
