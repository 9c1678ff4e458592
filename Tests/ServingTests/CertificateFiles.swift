import COpenSSL
import Glibc

@testable import Serving

/// A self-signed certificate and its key in a folder of their own, gone when this goes.
final class CertificateFiles {
    let folder: String
    var certificate: String { "\(folder)/tls.crt" }
    var privateKey: String { "\(folder)/tls.key" }

    init(group: String = "P-256", days: Int = 1) throws {
        var template = Array("/tmp/tallyman-serving-XXXXXX".utf8CString)
        guard let made = unsafe mkdtemp(&template), let key = unsafe Self.key(group),
            let certificate = unsafe X509_new()
        else { throw Client.Failure(what: "making a certificate") }
        folder = unsafe String(cString: made)
        defer {
            unsafe EVP_PKEY_free(key)
            unsafe X509_free(certificate)
        }
        unsafe X509_set_version(certificate, 2)
        unsafe X509_gmtime_adj(X509_getm_notBefore(certificate), -60)
        unsafe X509_gmtime_adj(X509_getm_notAfter(certificate), 86_400 * days)
        let name = unsafe X509_get_subject_name(certificate)
        unsafe X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, "localhost", -1, -1, 0)
        unsafe X509_set_issuer_name(certificate, name)
        unsafe X509_set_pubkey(certificate, key)
        unsafe X509_sign(certificate, key, EVP_sha256())
        try unsafe Self.write(to: self.certificate) { unsafe PEM_write_X509($0, certificate) }
        try unsafe Self.write(to: privateKey) { unsafe PEM_write_PrivateKey($0, key, nil, nil, 0, nil, nil) }
    }

    private static func write(to path: String, _ body: (UnsafeMutablePointer<FILE>) -> Int32) throws {
        guard let file = unsafe fopen(path, "w") else { throw Client.Failure(what: path) }
        let isWritten = unsafe body(file) == 1
        unsafe fclose(file)
        if !isWritten { throw Client.Failure(what: path) }
    }

    deinit {
        unsafe unlink(certificate)
        unsafe unlink(privateKey)
        unsafe rmdir(folder)
    }

    var settings: TLSSettings { TLSSettings(certificate: certificate, privateKey: privateKey) }

    private static func key(_ group: String) -> OpaquePointer? {
        let context = unsafe EVP_PKEY_CTX_new_from_name(nil, "EC", nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        unsafe EVP_PKEY_keygen_init(context)
        unsafe EVP_PKEY_CTX_set_group_name(context, group)
        unsafe EVP_PKEY_generate(context, &key)
        return unsafe key
    }
}
