// Keys and certificates: what OpenSSL has as macros and variadic functions, which Swift does not import.
#pragma once
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

static inline EVP_PKEY *_Nullable tallyman_p256_key(void) {
    return EVP_EC_gen("P-256");
}

/// The bytes that a memory BIO holds; they belong to the BIO.
static inline long tallyman_bio_contents(BIO *_Nonnull bio, char *_Nullable *_Nonnull start) {
    return BIO_get_mem_data(bio, start);
}

/// Adds an extension in the notation of x509v3_config(5), without any configuration file behind it.
static inline int tallyman_add_extension(X509 *_Nonnull certificate, X509 *_Nonnull issuer, int nid,
                                         const char *_Nonnull value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
    X509V3_set_ctx_nodb(&context);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    if (extension == NULL) return 0;
    int added = X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
    return added;
}

/// The same for a revocation list.
static inline int tallyman_add_list_extension(X509_CRL *_Nonnull list, X509 *_Nonnull issuer, int nid,
                                              const char *_Nonnull value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, NULL, NULL, list, 0);
    X509V3_set_ctx_nodb(&context);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    if (extension == NULL) return 0;
    int added = X509_CRL_add_ext(list, extension, -1);
    X509_EXTENSION_free(extension);
    return added;
}

static inline int tallyman_list_point_count(const CRL_DIST_POINTS *_Nonnull points) {
    return sk_DIST_POINT_num(points);
}

/// The full names of a place where a revocation list is to be had; NULL: it has none.
static inline const GENERAL_NAMES *_Nullable tallyman_list_point_names(const CRL_DIST_POINTS *_Nonnull points,
                                                                       int index) {
    const DIST_POINT_NAME *name = sk_DIST_POINT_value(points, index)->distpoint;
    return name != NULL && name->type == 0 ? name->name.fullname : NULL;
}

/// Writes a name as RFC 2253 has it.
static inline int tallyman_print_name(BIO *_Nonnull bio, const X509_NAME *_Nonnull name) {
    return X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253) >= 0;
}

static inline int tallyman_general_name_count(const GENERAL_NAMES *_Nonnull names) {
    return sk_GENERAL_NAME_num(names);
}

static inline GENERAL_NAME *_Nullable tallyman_general_name(const GENERAL_NAMES *_Nonnull names, int index) {
    return sk_GENERAL_NAME_value(names, index);
}

/// Whether a PEM reader stopped because there was no further block, not because a block was malformed.
static inline int tallyman_is_end_of_pem(unsigned long error) {
    return ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

/// Whether a key could not be read for want of a passphrase.
static inline int tallyman_is_passphrase_missing(unsigned long error) {
    int reason = ERR_GET_REASON(error);
    return (ERR_GET_LIB(error) == ERR_LIB_PEM && (reason == PEM_R_BAD_PASSWORD_READ || reason == PEM_R_BAD_DECRYPT)) ||
           (ERR_GET_LIB(error) == ERR_LIB_CRYPTO && reason == ERR_R_INTERRUPTED_OR_CANCELLED);
}

/// A stack of certificates, which is filled by X509_add_cert.
static inline STACK_OF(X509) *_Nullable tallyman_certificates(void) {
    return sk_X509_new_null();
}

static inline void tallyman_free_certificates(STACK_OF(X509) *_Nullable certificates) {
    sk_X509_pop_free(certificates, X509_free);
}
