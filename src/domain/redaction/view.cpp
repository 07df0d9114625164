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
    spelled_bit = 2,
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
    set("zontfsedvaZONTFSEDVA", spelled_bit);  // begins zero, one, …, null, eins, …, double
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
    std::array<std::uint32_t, 32> seconds{};
    constexpr std::string_view pairs = "zeontwthfofisiseeininueizwdrvifuacnedotr";
    for (std::size_t i = 0; i < pairs.size(); i += 2) {
        seconds[pairs[i] & 31] |= 1u << (pairs[i + 1] & 31);
    }
    seconds['o' & 31] = ~0u;  // a lone one
    seconds['f' & 31] |= 1u << (0xC3 & 31);
    return seconds;
}();

/// How many digits a word may stand for whose first three letters are these.
std::uint32_t digits_beginning_at(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size()) return (text[at] | 0x20) == 'o' ? 1 : 0;
    if ((second_letters[text[at] & 31] >> (text[at + 1] & 31) & 1) == 0) return 0;
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
Item known_item(char32_t c) {
    Item item;
    item.c = c;
    if (c < 128) {
        item.cls = ascii_classes[c];
        if (item.cls == Class::digit) item.digit = static_cast<std::int8_t>(c - U'0');
        return item;
    }
    // Dashes, quotation marks, bullets: what is common, and what we write ourselves.
    if (c >= U'\u2010' && c <= U'\u2027') return item;
    auto const point = static_cast<UChar32>(c);
    auto const digit = u_charDigitValue(point);
    if (digit >= 0) {
        item.cls = Class::digit;
        item.digit = static_cast<std::int8_t>(digit);
        return item;
    }
    auto const type = u_charType(point);
    if (type == U_OTHER_NUMBER && u_getIntPropertyValue(point, UCHAR_NUMERIC_TYPE) == U_NT_DIGIT) {
        item.cls = Class::digit;
        item.digit = static_cast<std::int8_t>(u_getNumericValue(point));
        item.origin = Origin::weak;
    } else if (is_ignorable(point, type)) {
        item.cls = Class::ignorable;
    } else if ((U_MASK(type) & (U_GC_L_MASK | U_GC_NL_MASK)) != 0) {
        item.cls = Class::letter;
    }
    return item;
}

/// The same for the characters of most scripts, a byte each: made once, in some milliseconds.
class Table {
  public:
    Table() {
        for (char32_t c = 0; c < size; ++c) {
            auto const item = known_item(c);
            bytes_[c] = static_cast<std::uint8_t>((item.digit + 1) << 3 |
                                                  (item.origin == Origin::weak ? 4 : 0) |
                                                  static_cast<int>(item.cls));
            if (c < ascii_.size()) ascii_[c] = item;
        }
    }

    /// The character at `at` and its bytes; moves behind it. Writes where the item is to be: one
    /// that is made elsewhere and copied costs as much as all the rest.
    void next(std::string_view text, std::uint32_t& at, Item& item) const {
        auto const begin = at;
        auto const byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            item = ascii_[byte];
            ++at;
        } else {
            look_up(next_point(text, at), item);
        }
        item.begin = begin;
        item.end = at;
    }

    static Table const& instance() {
        static Table const table;
        return table;
    }

    void look_up(char32_t c, Item& item) const {
        if (c >= size) {
            item = known_item(c);
            return;
        }
        item.c = c;
        item.cls = static_cast<Class>(bytes_[c] & 3);
        item.digit = static_cast<std::int8_t>((bytes_[c] >> 3) - 1);
        item.origin = (bytes_[c] & 4) != 0 ? Origin::weak : Origin::plain;
    }

  private:
    static constexpr char32_t size = 0x20000;
    std::array<std::uint8_t, size> bytes_;
    std::array<Item, 128> ascii_;
};

}  // namespace

void look_up(char32_t c, Item& item) { Table::instance().look_up(c, item); }

void next_item(std::string_view text, std::uint32_t& at, Item& item) {
    Table::instance().next(text, at, item);
}

char32_t next_point(std::string_view text, std::uint32_t& at) {
    auto const* bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    auto i = static_cast<std::int64_t>(at);
    UChar32 c;
    U8_NEXT_UNSAFE(bytes, i, c);
    at = static_cast<std::uint32_t>(i);
    return static_cast<char32_t>(c);
}

View view_of(std::string_view text) {
    auto const& table = Table::instance();
    auto const size = static_cast<std::uint32_t>(text.size());
    View view(size);
    std::uint32_t at = 0;
    std::uint32_t point = 0;
    for (; at < size; ++point) {
        table.next(text, at, view[point]);
        view[point].point = point;
    }
    view.resize(point);
    return view;
}

Glance glance(std::string_view text) {
    Glance seen;
    std::uint8_t all = 0;
    std::uint32_t run = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const bits = bits_of[static_cast<unsigned char>(text[i])];
        all |= bits;
        run = (bits & run_bit) != 0 ? run + 1 : 0;
        seen.longest_run = std::max(seen.longest_run, run);
        if ((bits & (digit_bit | lookalike_bit | spelled_bit)) == 0) continue;
        seen.digits += bits & digit_bit;
        seen.lookalikes += (bits & lookalike_bit) != 0 ? 1 : 0;
        if ((bits & spelled_bit) != 0 && seen.spelled < spelled_min) {
            seen.spelled += digits_beginning_at(text, i);
        }
    }
    seen.markup = (all & markup_bit) != 0;
    seen.at_sign = (all & at_bit) != 0;
    seen.foreign = (all & foreign_bit) != 0;
    seen.numerals = (all & numeral_bit) != 0;
    return seen;
}

}  // namespace parley::domain::redaction
