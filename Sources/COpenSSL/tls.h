// TLS: settings that OpenSSL has as macros, and callbacks that have to be C.
#pragma once
#include <openssl/err.h>
#include <openssl/ssl.h>

// RFC 7301: http/1.1 if it is among the protocols offered; else the alert no_application_protocol.
static inline int tls_select_http11(SSL *ssl, const unsigned char **out, unsigned char *outlen,
                                    const unsigned char *in, unsigned int inlen, void *arg) {
    static const unsigned char known[] = "\x08http/1.1";
    unsigned char *chosen = NULL;
    (void)ssl, (void)arg;
    if (SSL_select_next_proto(&chosen, outlen, known, sizeof known - 1, in, inlen) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

// A server has nobody at its terminal to ask for a pass phrase.
static inline int tls_no_passphrase(char *buffer, int size, int writing, void *arg) {
    (void)buffer, (void)size, (void)writing, (void)arg;
    return -1;
}

// What holds for every server whatever its configuration. `version` is TLS1_2_VERSION or TLS1_3_VERSION.
static inline int tls_configure_server(SSL_CTX *_Nonnull context, int version) {
    // No renegotiation (CVE-2009-3555, CVE-2011-1473), no compression (CRIME). An end of stream without close_notify
    // is an ordinary end: HTTP has lengths of its own.
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET |
                                     SSL_OP_IGNORE_UNEXPECTED_EOF);
    // The API server has no session cache, and resumption is how client certificates came to be skipped
    // (CVE-2016-5419).
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    // A write may take a part of a buffer, and the rest may be offered again from another place. Buffers of an idle
    // connection (34 KiB) go back.
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
    // One read(2) for the header of a record and the record.
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_default_passwd_cb(context, tls_no_passphrase);
    SSL_CTX_set_alpn_select_cb(context, tls_select_http11, NULL);
    // AEAD and forward secrecy only, as the suites of TLS 1.3 all are. None is weak, so the client chooses among them:
    // the API server takes AES-128-GCM where its processor has it, which is the fastest.
    return SSL_CTX_set_min_proto_version(context, version) == 1 &&
           SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1 && SSL_CTX_set_num_tickets(context, 0) == 1 &&
           SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1;
}
