// The little of RE2 that is needed, behind a C interface.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled pattern, or one that did not compile.
struct tallyman_re2;

/// Compiles a pattern into at most `memory` bytes, those of its matching included. Null where memory is short.
struct tallyman_re2 *_Nullable tallyman_re2_new(const char *_Nullable pattern, size_t length, int64_t memory);
void tallyman_re2_free(struct tallyman_re2 *_Nonnull expression);

/// Why RE2 refuses the pattern: an RE2::ErrorCode, 0 for none.
int tallyman_re2_error(const struct tallyman_re2 *_Nonnull expression);

/// How many instructions the pattern became; -1 where it did not compile.
int tallyman_re2_size(const struct tallyman_re2 *_Nonnull expression);

/// Whether the pattern matches somewhere in a text; 0 where it did not compile.
int tallyman_re2_matches(const struct tallyman_re2 *_Nonnull expression, const char *_Nullable text, size_t length);

#ifdef __cplusplus
}
#endif
