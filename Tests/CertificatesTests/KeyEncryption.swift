internal import COpenSSL

@testable import Certificates

/// The two ways in which PEM keys are encrypted.
enum KeyEncryption: Sendable {
    case pkcs8
    case traditional

    func pem(of key: borrowing PrivateKey) throws(CertificateError) -> [UInt8] {
        let bio = try MemoryBIO()
        var passphrase = Array("secret".utf8)
        let count = Int32(passphrase.count)
        switch self {
        case .pkcs8:
            unsafe PEM_write_bio_PrivateKey(bio.raw, key.raw, EVP_aes_256_cbc(), &passphrase, count, nil, nil)
        case .traditional:
            unsafe PEM_write_bio_PrivateKey_traditional(
                bio.raw, key.raw, EVP_aes_256_cbc(), &passphrase, count, nil, nil)
        }
        return bio.contents
    }
}
