#include "domain/redaction/view.hpp"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace parley::domain::redaction {

namespace {

constexpr bool is_ascii_letter(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_ascii_digit(unsigned char c) { return c >= '0' && c <= '9'; }

constexpr auto ascii_classes = [] {
    std::array<Class, 128> classes{};
    for (unsigned char c = 0; c < 128; ++c) {
        classes[c] = is_ascii_digit(c)    ? Class::digit
                     : is_ascii_letter(c) ? Class::letter
                                          : Class::separator;
    }
    return classes;
}();

enum Bits : std::uint8_t {
    digit_bit = 1,
    lookalike_bit = 4,
    run_bit = 8,
    markup_bit = 16,
    at_bit = 32,
    foreign_bit = 64,
    numeral_bit = 128,
};

constexpr auto bits_of = [] {
    std::array<std::uint8_t, 256> bits{};
    auto const set = [&](char const* of, std::uint8_t bit) {
        for (; *of != '\0'; ++of) bits[static_cast<unsigned char>(*of)] |= bit;
    };
    set("0123456789", digit_bit);
    set("OolIi|sSBZ", lookalike_bit);
    set("+/=-_", run_bit);
    set("<&%\\", markup_bit);
    set("@", at_bit);
    for (unsigned c = 0; c < 256; ++c) {
        auto const byte = static_cast<unsigned char>(c);
        if (is_ascii_digit(byte) || is_ascii_letter(byte)) bits[c] |= run_bit;
        if (c >= 0x80) bits[c] |= foreign_bit;
        if (c >= 0xE3 && c <= 0xE9) bits[c] |= numeral_bit;    // of Chinese
        if (c == 0xCE || c == 0xD0) bits[c] |= lookalike_bit;  // the Greek O, the Russian one
    }
    return bits;
}();

constexpr std::uint32_t key(std::string_view word) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(word[0]) << 16 |
                                      static_cast<unsigned char>(word[1]) << 8 |
                                      static_cast<unsigned char>(word[2]));
}

/// For each first letter, the second ones that digits_beginning_at() knows: bits from a on.
constexpr auto second_letters = [] {
    std::array<std::uint32_t, 256> seconds{};
    constexpr std::string_view pairs = "zeontwthfofisiseeininueizwdrvifuacnedotr";
    for (std::size_t i = 0; i < pairs.size(); i += 2) {
        seconds[static_cast<unsigned char>(pairs[i])] |= 1u << (pairs[i + 1] & 31);
    }
    seconds['o'] = ~0u;  // a lone one
    seconds['f'] |= 1u << (0xC3 & 31);
    for (unsigned char c = 'a'; c <= 'z'; ++c) seconds[c - 'a' + 'A'] = seconds[c];
    return seconds;
}();

/// How many digits a word may stand for whose first three letters are these, of which the first
/// two are known to fit.
std::uint32_t digits_beginning_at(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size()) return (text[at] | 0x20) == 'o' ? 1 : 0;
    auto const lower = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]) | 0x20u);
    };
    switch (lower(at) << 16 | lower(at + 1) << 8 | lower(at + 2)) {
        case key("zer"):
        case key("one"):
        case key("two"):
        case key("thr"):
        case key("fou"):
        case key("fiv"):
        case key("six"):
        case key("sev"):
        case key("eig"):
        case key("nin"):
        case key("nul"):
        case key("ein"):
        case key("zwe"):
        case key("zwo"):
        case key("dre"):
        case key("vie"):
        case key("fue"):
        case key("sec"):
        case key("sie"):
        case key("ach"):
        case key("neu"):
            return 1;
        case key("dou"):
        case key("dop"):
            return 2;
        case key("tri"):
            return 3;
        default:
            break;
    }
    // A lone o, or oh; fünf, whose ü is two bytes.
    auto const next = static_cast<unsigned char>(text[at + 1]);
    if (lower(at) == 'o') return !is_ascii_letter(next) || (next | 0x20) == 'h' ? 1 : 0;
    return lower(at) == 'f' && next == 0xC3 ? 1 : 0;
}

bool is_ignorable(UChar32 c, int type) {
    return type == U_FORMAT_CHAR || type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
           u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/// What ICU says of a character; it takes some ten nanoseconds.
Sign known_sign(char32_t c) {
    Sign sign;
    sign.c = c;
    if (c < 128) {
        sign.cls = ascii_classes[c];
        if (sign.cls == Class::digit) sign.digit = static_cast<std::int8_t>(c - U'0');
        return sign;
    }
    // Dashes, quotation marks, bullets: what is common, and what we write ourselves.
    if (c >= U'\u2010' && c <= U'\u2027') return sign;
    auto const point = static_cast<UChar32>(c);
    auto const digit = u_charDigitValue(point);
    if (digit >= 0) {
        sign.cls = Class::digit;
        sign.digit = static_cast<std::int8_t>(digit);
        return sign;
    }
    auto const type = u_charType(point);
    if (type == U_OTHER_NUMBER && u_getIntPropertyValue(point, UCHAR_NUMERIC_TYPE) == U_NT_DIGIT) {
        sign.cls = Class::digit;
        sign.digit = static_cast<std::int8_t>(u_getNumericValue(point));
        sign.origin = Origin::weak;
    } else if (is_ignorable(point, type)) {
        sign.cls = Class::ignorable;
    } else if ((U_MASK(type) & (U_GC_L_MASK | U_GC_NL_MASK)) != 0) {
        sign.cls = Class::letter;
    }
    return sign;
}

/// The same for the characters of most scripts: made once, in some milliseconds.
class Table {
  public:
    Table() {
        for (char32_t c = 0; c < size; ++c) signs_[c] = known_sign(c);
    }

    Sign operator[](char32_t c) const { return c < size ? signs_[c] : known_sign(c); }

    static Table const& instance() {
        static Table const table;
        return table;
    }

  private:
    static constexpr char32_t size = 0x20000;
    std::array<Sign, size> signs_;
};

}  // namespace

Sign sign_of(char32_t c) { return Table::instance()[c]; }

char32_t next_point(std::string_view text, std::uint32_t& at) {
    auto const* bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    auto i = static_cast<std::int64_t>(at);
    UChar32 c;
    U8_NEXT_UNSAFE(bytes, i, c);
    at = static_cast<std::uint32_t>(i);
    return static_cast<char32_t>(c);
}

View view_of(std::string_view text) {
    View view;
    view_of(text, view);
    return view;
}

bool view_of(std::string_view text, View& view) {
    auto const& table = Table::instance();
    auto const size = static_cast<std::uint32_t>(text.size());
    view.resize(size);
    auto* item = view.data();
    std::uint32_t point = 0;
    bool letters = false;
    for (std::uint32_t at = 0; at < size; ++item) {
        auto const begin = at;
        auto const sign = table[next_point(text, at)];
        letters |= sign.cls == Class::letter;
        *item = {sign, begin, at, point++};
    }
    view.resize(point);
    return letters;
}

Glance glance(std::string_view text) {
    std::uint32_t digits = 0;
    std::uint32_t spelled = 0;
    std::uint32_t run = 0;
    std::uint32_t longest_run = 0;
    std::uint8_t all = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const byte = static_cast<unsigned char>(text[i]);
        auto const bits = bits_of[byte];
        all |= bits;
        if (byte >= 0xE0) {  // three bytes or four, of which the others say nothing
            run = 0;
            i += 2;
            continue;
        }
        run = (bits & run_bit) != 0 ? run + 1 : 0;
        longest_run = std::max(longest_run, run);
        digits += bits & digit_bit;
        // Both letters at once: the first one is hard to foretell.
        auto const next = i + 1 < text.size() ? text[i + 1] : '\0';
        if ((second_letters[byte] >> (next & 31) & 1) != 0 && spelled < spelled_min) {
            spelled += digits_beginning_at(text, i);
        }
    }
    return {.digits = digits,
            .spelled = spelled,
            .longest_run = longest_run,
            .lookalikes = (all & lookalike_bit) != 0,
            .markup = (all & markup_bit) != 0,
            .at_sign = (all & at_bit) != 0,
            .foreign = (all & foreign_bit) != 0,
            .numerals = (all & numeral_bit) != 0};
}

}  // namespace parley::domain::redaction
