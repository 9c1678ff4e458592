// What Swift does not say as briefly as the machine can do it. The vectors are those of clang, so that one text is
// for every processor: on x86-64 a comparison and its bits are one instruction each (pcmpeqb, pmovmskb). No pointers.
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef unsigned char bytes16 __attribute__((ext_vector_type(16)));
typedef signed char signed16 __attribute__((ext_vector_type(16)));
typedef bool bits16 __attribute__((ext_vector_type(16)));

// A bit for each of 16 bytes, the lowest for the first, that is not plain inside of a JSON string: a quote, a
// backslash, a control character, or, as it is negative when signed, one of a character outside of ASCII.
static inline __attribute__((always_inline)) uint32_t unusual_bytes(bytes16 bytes) {
    bits16 unusual = __builtin_convertvector(((signed16)bytes < 0x20) | (bytes == '"') | (bytes == '\\'), bits16);
    return __builtin_bit_cast(uint16_t, unusual);
}

// The lowest bytes of a word, as many as `count` says of eight at most, which is not checked; the others are zero.
static inline __attribute__((always_inline)) uint64_t lowest_bytes(uint64_t word, intptr_t count) {
    static const uint64_t masks[] = {
        0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF};
    return word & masks[count];
}

// Whether four bytes are hexadecimal digits, the first of which is no D: all surrogates begin with one.
static inline __attribute__((always_inline)) bool no_surrogate(uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
    static const uint8_t digits[256] = {['0' ... '9'] = 3, ['A' ... 'F'] = 3, ['a' ... 'f'] = 3, ['D'] = 1, ['d'] = 1};
    return (digits[a] >> 1 & digits[b] & digits[c] & digits[d]) != 0;
}
