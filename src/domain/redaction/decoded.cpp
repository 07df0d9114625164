#include "domain/redaction/decoded.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/text.hpp"

namespace parley::domain::redaction {

namespace {

constexpr std::size_t tag_bytes_max = 400;
constexpr std::size_t entity_bytes_max = 12;

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    auto const low = static_cast<char>(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/// One decoded piece: how many bytes of the text it takes, and what they show.
struct Piece {
    std::size_t bytes = 0;
    char32_t c = 0;  // 0: nothing
};

std::optional<char32_t> number(std::string_view digits, unsigned base) {
    if (digits.empty() || digits.size() > 8) return std::nullopt;
    char32_t value = 0;
    for (char const c : digits) {
        auto const digit = hex(c);
        if (digit < 0 || static_cast<unsigned>(digit) >= base) return std::nullopt;
        value = value * base + static_cast<char32_t>(digit);
        if (value > 0x10FFFF) return std::nullopt;
    }
    return value;
}

/// &#52; &#x34; and the few by name that may stand between digits.
std::optional<Piece> entity(std::string_view text) {
    auto const end = text.substr(0, entity_bytes_max).find(';');
    if (end == std::string_view::npos) return std::nullopt;
    auto const name = text.substr(1, end - 1);
    struct Named {
        std::string_view name;
        char32_t c;
    };
    static constexpr std::array named = {
        Named{"nbsp", 0xA0},     Named{"ensp", 0x2002}, Named{"emsp", 0x2003},
        Named{"thinsp", 0x2009}, Named{"shy", 0xAD},    Named{"ndash", 0x2013},
        Named{"mdash", 0x2014},  Named{"hyphen", '-'},  Named{"amp", '&'},
        Named{"lt", '<'},        Named{"gt", '>'},      Named{"quot", '"'},
        Named{"period", '.'},    Named{"comma", ','},   Named{"sol", '/'},
        Named{"zwnj", 0x200C},   Named{"zwj", 0x200D},  Named{"Tab", '\t'},
        Named{"NewLine", '\n'}};
    if (name.starts_with('#')) {
        bool const is_hex = name.size() > 1 && (name[1] | 0x20) == 'x';
        if (auto const c = number(name.substr(is_hex ? 2 : 1), is_hex ? 16 : 10)) {
            return Piece{end + 1, *c};
        }
        return std::nullopt;
    }
    auto const found = std::ranges::find(named, name, &Named::name);
    if (found == named.end()) return std::nullopt;
    return Piece{end + 1, found->c};
}

/// %34, and the two to four of them that are one character.
std::optional<Piece> percent(std::string_view text) {
    if (text.size() < 3) return std::nullopt;
    if (auto const high = hex(text[1]), low = hex(text[2]); high >= 0 && high < 8 && low >= 0) {
        return Piece{3, static_cast<char32_t>(high << 4 | low)};
    }
    std::string bytes;
    std::size_t wanted = 1;
    while (bytes.size() < wanted) {
        auto const at = bytes.size() * 3;
        if (at + 2 >= text.size() || text[at] != '%') return std::nullopt;
        auto const high = hex(text[at + 1]);
        auto const low = hex(text[at + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        auto const byte = static_cast<unsigned char>(high << 4 | low);
        if (bytes.empty()) wanted = byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        bytes.push_back(static_cast<char>(byte));
    }
    if (!is_utf8(bytes)) return std::nullopt;
    std::uint32_t at = 0;
    return Piece{bytes.size() * 3, next_point(bytes, at)};
}

/// \u0034, \x34, \n and the other escapes of JSON and of programs.
std::optional<Piece> escape(std::string_view text) {
    if (text.size() < 2) return std::nullopt;
    auto const digits = text[1] == 'u' ? 4u : text[1] == 'x' ? 2u : 0u;
    if (digits > 0) {
        if (text.size() < 2 + digits) return std::nullopt;
        auto const c = number(text.substr(2, digits), 16);
        if (!c || (*c >= 0xD800 && *c < 0xE000)) return std::nullopt;
        return Piece{2 + digits, *c};
    }
    switch (text[1]) {
        case 'n':
        case 'r':
            return Piece{2, U'\n'};
        case 't':
            return Piece{2, U'\t'};
        default:
            return std::nullopt;
    }
}

bool is_block(std::string_view name) {
    static constexpr std::array names = {"td", "th", "tr", "p", "div", "br", "li", "hr", "table"};
    return std::ranges::any_of(names, [&](std::string_view block) {
        return block.size() == name.size() &&
               std::ranges::equal(block, name, {}, {}, [](char c) { return c | 0x20; });
    });
}

bool may_begin_piece(char32_t c) { return c == '<' || c == '&' || c == '%' || c == '\\'; }

/// Decodes a text from its beginning to its end.
class Decoder {
  public:
    explicit Decoder(std::string_view text) : text_(text) {}

    std::optional<Piece> at(std::size_t place) {
        switch (text_[place]) {
            case '<':
                return tag(place);
            case '&':
                return entity(text_.substr(place));
            case '%':
                return percent(text_.substr(place));
            case '\\':
                return escape(text_.substr(place));
            default:
                return std::nullopt;
        }
    }

  private:
    /// <b>, </td>, <!-- -->: as long as nothing of it can be meant as text.
    std::optional<Piece> tag(std::size_t place) {
        auto const text = text_.substr(place);
        if (text.size() < 3) return std::nullopt;
        auto at = std::size_t{1};
        if (text[at] == '/') ++at;
        if (!is_letter(text[at]) && text[at] != '!') return std::nullopt;
        auto const name = at;
        while (at < text.size() && (is_letter(text[at]) || hex(text[at]) >= 0)) ++at;
        // Looked for once, however many beginnings of tags stand before it.
        if (close_ < place + at) close_ = std::min(text_.find('>', place + at), text_.size());
        auto const end = close_ - place;
        if (close_ == text_.size() || end >= tag_bytes_max) return std::nullopt;
        return Piece{end + 1, is_block(text.substr(name, at - name)) ? U'\n' : U'\u200B'};
    }

    std::string_view text_;
    std::size_t close_ = 0;  // the next >
};

std::array<std::int8_t, 256> const base64_values = [] {
    std::array<std::int8_t, 256> values;
    values.fill(-1);
    std::string_view const letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < letters.size(); ++i) {
        values[static_cast<unsigned char>(letters[i])] = static_cast<std::int8_t>(i);
    }
    values['-'] = 62;  // as it is written in addresses
    values['_'] = 63;
    return values;
}();

std::int8_t sextet(char c) { return base64_values[static_cast<unsigned char>(c)]; }

/// What the run is when it is decoded; empty where it is no plain text with digits in it, which
/// most runs show by their first few bytes.
std::string unpacked(std::string_view run) {
    std::string decoded(run.size() * 3 / 4, '\0');
    auto* out = decoded.data();
    std::uint32_t bits = 0;
    int count = 0;
    int digits = 0;
    int following = 0;  // bytes of a character that has begun
    for (char const c : run) {
        bits = bits << 6 | static_cast<std::uint32_t>(sextet(c));
        count += 6;
        if (count < 8) continue;
        count -= 8;
        auto const byte = static_cast<unsigned char>(bits >> count & 0xFF);
        if ((byte & 0xC0) == 0x80 ? following == 0 : following > 0) return {};
        if (byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r') return {};
        following = byte < 0x80   ? 0
                    : byte < 0xC0 ? following - 1
                    : byte < 0xE0 ? 1
                    : byte < 0xF0 ? 2
                                  : 3;
        digits += byte >= '0' && byte <= '9' ? 1 : 0;
        *out++ = static_cast<char>(byte);
    }
    return digits >= 12 && is_utf8(decoded) ? decoded : std::string{};
}

void add_packed(std::vector<Packed>& all, std::string_view run, std::size_t begin) {
    if (run.size() < packed_bytes_min) return;
    if (auto const inner = unpacked(run); !inner.empty()) {
        auto& packed = all.emplace_back();
        packed.begin = static_cast<std::uint32_t>(begin);
        packed.end = static_cast<std::uint32_t>(begin + run.size());
        packed.view = view_of(inner);
        for (auto& item : packed.view) {
            item.begin = packed.begin;
            item.end = packed.end;
            if (item.cls == Class::digit) item.origin = Origin::decoded;
        }
        return;
    }
    // A path of an address may stand before it.
    if (!run.contains('/')) return;
    auto const slash = run.find_last_of('/');
    add_packed(all, run.substr(slash + 1), begin + slash + 1);
}

}  // namespace

void decoded_view(std::string_view text, View const& plain, View& view) {
    view.resize(plain.size());  // no piece becomes more than one item
    Decoder decoder{text};
    auto const* const items = plain.data();
    auto* to = view.data();
    std::size_t copied = 0;  // items of `plain` that are done with
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (!may_begin_piece(items[i].c)) continue;
        auto const begin = items[i].begin;
        auto const piece = decoder.at(begin);
        if (!piece) continue;
        to = std::copy(items + copied, items + i, to);
        auto const end = begin + static_cast<std::uint32_t>(piece->bytes);
        auto& item = *to++ = {sign_of(piece->c), begin, end, items[i].point};
        if (item.cls == Class::digit) item.origin = Origin::decoded;
        while (i + 1 < plain.size() && items[i + 1].begin < end) ++i;
        copied = i + 1;
    }
    if (copied > 0) to = std::copy(items + copied, items + plain.size(), to);
    view.resize(static_cast<std::size_t>(to - view.data()));
}

std::vector<Packed> packed_in(std::string_view text) {
    std::vector<Packed> all;
    for (std::size_t i = 0; i < text.size();) {
        auto end = i;
        while (end < text.size() && sextet(text[end]) >= 0) ++end;
        add_packed(all, text.substr(i, end - i), i);
        i = end + 1;
    }
    return all;
}

}  // namespace parley::domain::redaction
