import COpenSSL
import Files
import Glibc
import Scratch

@testable import Serving

/// An authority that signs clients' certificates, good ones and bad ones.
final class ClientAuthority {
    struct Subject {
        var commonName = "kube-apiserver"
        /// In the notation of x509v3_config(5).
        var alternativeNames: String?
        var purposes: String? = "clientAuth"
        /// Days from now.
        var validFrom = -1
        var validTo = 1
        /// Authorities between this one and the client.
        var between = 0
    }

    @safe private final class Signer {
        let key: OpaquePointer
        let certificate: OpaquePointer

        init(_ subject: Subject, isAuthority: Bool, signedBy issuer: Signer?) throws {
            guard let key = unsafe tallyman_p256_key(), let certificate = unsafe X509_new() else {
                throw Client.Failure(what: "making a certificate")
            }
            unsafe self.key = key
            unsafe self.certificate = certificate
            unsafe X509_set_version(certificate, 2)
            unsafe ASN1_INTEGER_set(X509_get_serialNumber(certificate), Int.random(in: 1..<Int(Int32.max)))
            unsafe X509_time_adj_ex(X509_getm_notBefore(certificate), Int32(subject.validFrom), 0, nil)
            unsafe X509_time_adj_ex(X509_getm_notAfter(certificate), Int32(subject.validTo), 0, nil)
            let name = unsafe X509_get_subject_name(certificate)
            unsafe X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, subject.commonName, -1, -1, 0)
            let signer = unsafe issuer?.certificate ?? certificate
            unsafe X509_set_issuer_name(certificate, X509_get_subject_name(signer))
            unsafe X509_set_pubkey(certificate, key)
            var extensions = [(NID_basic_constraints, isAuthority ? "critical,CA:TRUE" : "CA:FALSE")]
            if let names = subject.alternativeNames { extensions.append((NID_subject_alt_name, names)) }
            if let purposes = subject.purposes, !isAuthority { extensions.append((NID_ext_key_usage, purposes)) }
            for (kind, value) in extensions {
                guard unsafe tallyman_add_extension(certificate, signer, kind, value) == 1 else {
                    throw Client.Failure(what: value)
                }
            }
            unsafe X509_sign(certificate, issuer?.key ?? key, EVP_sha256())
        }

        deinit {
            unsafe EVP_PKEY_free(key)
            unsafe X509_free(certificate)
        }

        var pem: [UInt8] { unsafe Self.text { unsafe PEM_write_bio_X509($0, certificate) } }
        var keyPEM: [UInt8] { unsafe Self.text { unsafe PEM_write_bio_PrivateKey($0, key, nil, nil, 0, nil, nil) } }

        private static func text(_ write: (OpaquePointer?) -> Int32) -> [UInt8] {
            let bio = unsafe BIO_new(BIO_s_mem())
            defer { unsafe BIO_free(bio) }
            _ = unsafe write(bio)
            var bytes = [UInt8](repeating: 0, count: 1 << 14)
            let count = unsafe BIO_read(bio, &bytes, Int32(bytes.count))
            return Array(bytes.prefix(Int(max(0, count))))
        }
    }

    private let root: Signer
    let file: StoredAuthority

    init(_ name: String = "a CA") throws {
        root = try Signer(Subject(commonName: name, validTo: 2), isAuthority: true, signedBy: nil)
        file = try StoredAuthority(root.pem)
    }

    func identity(_ subject: Subject) throws -> ClientTLS.Identity {
        var (signer, chain) = (root, [UInt8]())
        for index in 0..<subject.between {
            signer = try Signer(Subject(commonName: "between \(index)"), isAuthority: true, signedBy: signer)
            chain = signer.pem + chain
        }
        let client = try Signer(subject, isAuthority: false, signedBy: signer)
        return ClientTLS.Identity(certificate: client.pem + chain, privateKey: client.keyPEM)
    }
}

/// A CA's certificate in a file of a test's own.
struct StoredAuthority: ~Copyable {
    private let folder: TemporaryFolder
    var path: String { "\(folder.path)/ca.crt" }

    init(_ pem: [UInt8]) throws {
        let folder = try TemporaryFolder()
        try StoredFile("\(folder.path)/ca.crt").write(pem, mode: 0o600, overwrite: false)
        self.folder = folder
    }
}
