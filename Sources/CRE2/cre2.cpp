#include "include/cre2.h"

#include <new>
#include <re2/re2.h>

struct tallyman_re2 {
    RE2 expression;
};

tallyman_re2 *tallyman_re2_new(const char *pattern, size_t length, int64_t memory) {
    RE2::Options options;
    options.set_log_errors(false); // its log would show the pattern, which may be anything
    options.set_never_capture(true);
    options.set_max_mem(memory);
    return new (std::nothrow) tallyman_re2{RE2(re2::StringPiece(pattern, length), options)};
}

void tallyman_re2_free(tallyman_re2 *expression) { delete expression; }

int tallyman_re2_error(const tallyman_re2 *expression) { return expression->expression.error_code(); }

int tallyman_re2_size(const tallyman_re2 *expression) { return expression->expression.ProgramSize(); }

int tallyman_re2_matches(const tallyman_re2 *expression, const char *text, size_t length) {
    if (!expression->expression.ok()) return 0;
    const re2::StringPiece all(text, length);
    return expression->expression.Match(all, 0, length, RE2::UNANCHORED, nullptr, 0);
}
