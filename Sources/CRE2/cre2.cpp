#include "include/cre2.h"

#include <re2/re2.h>

int tallyman_re2_error(const char *pattern, size_t length) {
    RE2::Options options;
    options.set_log_errors(false); // its log would show the pattern, which may be anything
    return RE2(re2::StringPiece(pattern, length), options).error_code();
}
