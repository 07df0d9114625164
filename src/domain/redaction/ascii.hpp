#pragma once
// Letters and digits of ASCII, by a table: what comes next in a text is hard to foretell.

#include <array>

namespace parley::domain::redaction::ascii {

enum Bits : unsigned char { digit_bit = 1, letter_bit = 2 };

inline constexpr auto bits = [] {
    std::array<unsigned char, 256> all{};
    for (unsigned c = 0; c < 256; ++c) {
        if (c >= '0' && c <= '9') all[c] = digit_bit;
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') all[c] = letter_bit;
    }
    return all;
}();

constexpr unsigned char bits_of(char c) { return bits[static_cast<unsigned char>(c)]; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return bits_of(c) == letter_bit; }
constexpr bool is_alnum(char c) { return bits_of(c) != 0; }

}  // namespace parley::domain::redaction::ascii
