// TLS: settings that OpenSSL has as macros, and callbacks that have to be C.
#pragma once
#include <openssl/err.h>
#include <openssl/pem.h>
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

// What a connection has had of its socket. Within one SSL_read OpenSSL reads on for as long as something comes and none
// of it is for us: records without content, new keys (RFC 8446 section 4.6.3), alerts.
struct tls_pace {
    // How many bytes may have been taken by now, and how many more that are after each pause.
    uint64_t until, step;
    // What has happened besides requests and answers: steps of handshakes, and alerts.
    unsigned events;
};

// A handshake takes 19 at most, and new keys take 7 where the answer is new keys too: 33 times. Keys last for 16
// million records and more (RFC 8446 section 5.5), so that nobody who sends requests gets there.
enum { TLS_EVENTS = 256 };

static inline struct tls_pace *tls_pace_of(BIO *bio) { return (struct tls_pace *)BIO_get_callback_arg(bio); }

static inline int tls_socket_read(BIO *bio, char *buffer, int size) {
    struct tls_pace *pace = tls_pace_of(bio);
    int count = -1;
    BIO_clear_retry_flags(bio);
    // A failure, which ends the connection.
    if (pace->events > TLS_EVENTS) return count;
    if (BIO_number_read(bio) < pace->until)
        count = BIO_meth_get_read(BIO_s_socket())(bio, buffer, size);
    else
        // As if nothing more had come: the poller says that it has.
        BIO_set_retry_read(bio);
    if (count <= 0) pace->until = BIO_number_read(bio) + pace->step;
    return count;
}

static inline int tls_socket_free(BIO *bio) {
    if (bio == NULL) return 0;
    OPENSSL_free(tls_pace_of(bio));
    return BIO_meth_get_destroy(BIO_s_socket())(bio);
}

// A socket as OpenSSL has it, but for that. (A callback around BIO_s_socket would be called 30 times a request.) To be
// made once; NULL without memory.
static inline BIO_METHOD *_Nullable tls_socket_method(void) {
    const BIO_METHOD *socket = BIO_s_socket();
    BIO_METHOD *method = BIO_meth_new(BIO_TYPE_SOCKET, "socket");
    if (method == NULL) return NULL;
    BIO_meth_set_read(method, tls_socket_read);
    BIO_meth_set_write(method, BIO_meth_get_write(socket));
    BIO_meth_set_ctrl(method, BIO_meth_get_ctrl(socket));
    BIO_meth_set_create(method, BIO_meth_get_create(socket));
    BIO_meth_set_destroy(method, tls_socket_free);
    return method;
}

static inline void tls_note_event(const SSL *session, int event, int value) {
    BIO *bio = SSL_get_rbio(session);
    (void)event, (void)value;
    if (bio != NULL) tls_pace_of(bio)->events++;
}

// Has a new session speak over a socket. Once it has taken about `step` bytes it says that it wants to read, though
// there may be more: a poller that reports what is there, not what is new, brings it up again. 0 without memory.
static inline int tls_attach(SSL *_Nonnull session, int socket, const BIO_METHOD *_Nullable method, uint64_t step) {
    BIO *bio = method == NULL ? NULL : BIO_new(method);
    struct tls_pace *pace = bio == NULL ? NULL : OPENSSL_zalloc(sizeof *pace);
    if (pace == NULL) {
        BIO_free(bio);
        return 0;
    }
    pace->until = pace->step = step;
    BIO_set_callback_arg(bio, (char *)pace);
    BIO_set_fd(bio, socket, BIO_NOCLOSE);
    SSL_set_bio(session, bio, bio);
    SSL_set_info_callback(session, tls_note_event);
    return 1;
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
    // connection (34 KiB) go back. The chain is what stands in the certificate's file: it is not looked for anew in
    // each handshake, among the authorities of clients at that.
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS | SSL_MODE_NO_AUTO_CHAIN);
    // One read(2) for the header of a record and the record.
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_default_passwd_cb(context, tls_no_passphrase);
    SSL_CTX_set_alpn_select_cb(context, tls_select_http11, NULL);
    // AEAD and forward secrecy only, as the suites of TLS 1.3 all are. None is weak, so the cheapest goes first, unless
    // a client without AES in its processor puts ChaCha20 first. Groups are those that Go has: what OpenSSL offers
    // beyond them (8,192-bit Diffie-Hellman) lets a client have us compute for long.
    SSL_CTX_set_options(context, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    return SSL_CTX_set_min_proto_version(context, version) == 1 &&
           SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1 && SSL_CTX_set_num_tickets(context, 0) == 1 &&
           SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:"
                                             "TLS_CHACHA20_POLY1305_SHA256") == 1 &&
           SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM+AES128:ECDHE+AESGCM:ECDHE+CHACHA20") == 1 &&
           SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384") == 1;
}

// What holds for every connection out. `version` is TLS1_2_VERSION or TLS1_3_VERSION.
static inline int tls_configure_client(SSL_CTX *_Nonnull context, int version) {
    static const unsigned char known[] = "\x08http/1.1";
    // As for a server. What was decrypted is wiped from OpenSSL's buffers once it has been read: it may be a Secret.
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET |
                                     SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_CLEANSE_PLAINTEXT);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_default_passwd_cb(context, tls_no_passphrase);
    // The server's certificate is verified always; there is no way to switch it off.
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    return SSL_CTX_set_min_proto_version(context, version) == 1 &&
           SSL_CTX_set_alpn_protos(context, known, sizeof known - 1) == 0 &&
           SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1;
}

// Bytes to read from; those of an empty file have no address.
static inline BIO *_Nullable tls_text(const void *_Nullable bytes, int length) {
    return BIO_new_mem_buf(bytes == NULL ? "" : bytes, length);
}

// Trusts the certificates of a PEM text, and returns how many there are; -1 if one of them is malformed.
static inline int tls_trust(SSL_CTX *_Nonnull context, const void *_Nullable pem, int length) {
    X509_STORE *store = SSL_CTX_get_cert_store(context);
    BIO *bio = tls_text(pem, length);
    int count = 0;
    if (bio == NULL) return -1;
    ERR_clear_error();
    for (X509 *certificate; (certificate = PEM_read_bio_X509(bio, NULL, tls_no_passphrase, NULL)) != NULL; count++) {
        int added = X509_STORE_add_cert(store, certificate);
        X509_free(certificate);
        if (added != 1) count = -2;
        if (added != 1) break;
    }
    BIO_free(bio);
    unsigned long error = ERR_peek_last_error();
    if (count < 0 || ERR_GET_LIB(error) != ERR_LIB_PEM || ERR_GET_REASON(error) != PEM_R_NO_START_LINE) return -1;
    ERR_clear_error();
    // As in Go: what is trusted need not be a root.
    X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), X509_V_FLAG_PARTIAL_CHAIN);
    return count;
}

enum { TLS_IDENTITY_TAKEN, TLS_IDENTITY_BAD_CERTIFICATE, TLS_IDENTITY_BAD_KEY, TLS_IDENTITY_MISMATCH };

// Shows this certificate from now on, as a server or to a server that asks for one. Both are PEM; others behind the
// certificate are sent too. What went wrong first is in OpenSSL's queue of errors.
static inline int tls_identify(SSL_CTX *_Nonnull context, const void *_Nullable certificates, int certificates_length,
                               const void *_Nullable key, int key_length) {
    ERR_clear_error();
    BIO *bio = tls_text(certificates, certificates_length);
    X509 *certificate = bio == NULL ? NULL : PEM_read_bio_X509(bio, NULL, tls_no_passphrase, NULL);
    int used = certificate != NULL && SSL_CTX_use_certificate(context, certificate) == 1;
    X509_free(certificate);
    while (used && (certificate = PEM_read_bio_X509(bio, NULL, tls_no_passphrase, NULL)) != NULL)
        if (SSL_CTX_add0_chain_cert(context, certificate) != 1) {
            X509_free(certificate);
            used = 0;
        }
    BIO_free(bio);
    // The chain ends where nothing more begins; anything else is a certificate that cannot be read.
    unsigned long end = ERR_peek_last_error();
    if (!used || ERR_GET_LIB(end) != ERR_LIB_PEM || ERR_GET_REASON(end) != PEM_R_NO_START_LINE)
        return TLS_IDENTITY_BAD_CERTIFICATE;
    ERR_clear_error();
    bio = tls_text(key, key_length);
    EVP_PKEY *loaded = bio == NULL ? NULL : PEM_read_bio_PrivateKey(bio, NULL, tls_no_passphrase, NULL);
    BIO_free(bio);
    if (loaded == NULL) return TLS_IDENTITY_BAD_KEY;
    int fits = SSL_CTX_use_PrivateKey(context, loaded) == 1 && SSL_CTX_check_private_key(context) == 1;
    EVP_PKEY_free(loaded);
    return fits ? TLS_IDENTITY_TAKEN : TLS_IDENTITY_MISMATCH;
}

// When the certificate that is shown ends, in seconds since 1970; 0 without one.
static inline long long tls_expiry(const SSL_CTX *_Nonnull context) {
    const X509 *certificate = SSL_CTX_get0_certificate(context);
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    int days = 0, seconds = 0;
    if (certificate != NULL) ASN1_TIME_diff(&days, &seconds, epoch, X509_get0_notAfter(certificate));
    ASN1_TIME_free(epoch);
    return 86400LL * days + seconds;
}

// Keeps the certificate of a client that is refused, which OpenSSL throws away.
static inline int tls_keep_refused(int is_fine, X509_STORE_CTX *store) {
    SSL *session = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
    X509 *certificate = X509_STORE_CTX_get0_cert(store);
    if (!is_fine && certificate != NULL && SSL_get_app_data(session) == NULL && X509_up_ref(certificate) == 1)
        SSL_set_app_data(session, certificate);
    return is_fine;
}

static inline void tls_free(SSL *_Nonnull session) {
    X509_free(SSL_get_app_data(session));
    SSL_free(session);
}

// The subject of the certificate that was refused, as RFC 2253 has it, in printable ASCII: the rest is escaped. Returns
// its length without the NUL at its end; 0 if none was refused.
static inline int tls_refused_name(const SSL *_Nonnull session, char *_Nonnull text, int size) {
    const X509 *certificate = SSL_get_app_data(session);
    BIO *bio = certificate == NULL ? NULL : BIO_new(BIO_s_mem());
    int length = 0;
    if (bio != NULL && X509_NAME_print_ex(bio, X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253) >= 0)
        length = BIO_read(bio, text, size - 1);
    BIO_free(bio);
    if (length < 0) length = 0;
    text[length] = 0;
    return length;
}

// Every client has to show a certificate from here on, of somebody that tls_trust was told of, for this purpose
// (clientAuth, where it says what it is for), and with a name that tls_admit was told of.
static inline void tls_ask(SSL_CTX *_Nonnull context) {
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, tls_keep_refused);
    // Authorities between the client's and one that is trusted.
    SSL_CTX_set_verify_depth(context, 3);
    // The common name counts beside the names in subjectAltName, and a `*` in a certificate stands for itself.
    X509_VERIFY_PARAM_set_hostflags(SSL_CTX_get0_param(context),
                                    X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT | X509_CHECK_FLAG_NO_WILDCARDS);
}

static inline int tls_admit(SSL_CTX *_Nonnull context, const char *_Nonnull name) {
    return X509_VERIFY_PARAM_add1_host(SSL_CTX_get0_param(context), name, 0);
}

// Whose certificate the server has to show: a DNS name, which it is also told (SNI), or an IP address.
static inline int tls_expect(SSL *_Nonnull session, const char *_Nonnull name, int is_address) {
    if (is_address) return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), name);
    SSL_set_hostflags(session, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return SSL_set1_host(session, name) == 1 && SSL_set_tlsext_host_name(session, name) == 1;
}
