internal import COpenSSL

@testable import Certificates

/// Whom a client wants to reach.
enum Peer: Sendable {
    case host(String)
    case address(String)
}

/// OpenSSL's own verdict on a chain, for a TLS client that trusts one CA: `ok`, or why not.
func verdict(
    on leaf: borrowing Certificate, trusting authority: borrowing Certificate, reaching peer: Peer
) -> String {
    unsafe verdict(on: leaf, trusting: authority, reaching: peer) { _ in }
}

/// The same for one that takes no certificate without looking it up in a revocation list.
func verdict(
    on leaf: borrowing Certificate, trusting authority: borrowing Certificate, reaching peer: Peer,
    list: borrowing RevocationList
) -> String {
    let list = unsafe list.raw
    return unsafe verdict(on: leaf, trusting: authority, reaching: peer) { store in
        unsafe X509_STORE_add_crl(store, list)
        unsafe X509_STORE_set_flags(store, UInt(X509_V_FLAG_CRL_CHECK))
    }
}

private func verdict(
    on leaf: borrowing Certificate, trusting authority: borrowing Certificate, reaching peer: Peer,
    preparing: (OpaquePointer?) -> Void
) -> String {
    let store = unsafe X509_STORE_new()
    defer { unsafe X509_STORE_free(store) }
    unsafe X509_STORE_add_cert(store, authority.raw)
    unsafe preparing(store)
    let context = unsafe X509_STORE_CTX_new()
    defer { unsafe X509_STORE_CTX_free(context) }
    unsafe X509_STORE_CTX_init(context, store, leaf.raw, nil)
    unsafe X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_SERVER)
    let parameters = unsafe X509_STORE_CTX_get0_param(context)
    unsafe X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_X509_STRICT))
    switch peer {
    case .host(let name): unsafe X509_VERIFY_PARAM_set1_host(parameters, name, name.utf8.count)
    case .address(let address): unsafe X509_VERIFY_PARAM_set1_ip_asc(parameters, address)
    }
    unsafe X509_verify_cert(context)
    return unsafe String(cString: X509_verify_cert_error_string(Int(X509_STORE_CTX_get_error(context))))
}
