// The little of RE2 that is needed, behind a C interface.
#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Why RE2 refuses a pattern: an RE2::ErrorCode, 0 for none.
int tallyman_re2_error(const char *_Nullable pattern, size_t length);

#ifdef __cplusplus
}
#endif
