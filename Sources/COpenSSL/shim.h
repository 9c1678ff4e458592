// OpenSSL's function-like macros, which Swift does not import, as functions.
#pragma once
#include <openssl/ssl.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include "tls.h"
#include "x509.h"
