#include "files/decoding.hpp"

#include <algorithm>
#include <cstdint>

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "base/ensure.hpp"
#include "base/text.hpp"

namespace parley::files {

namespace {

constexpr std::string_view usual_charset = "windows-1252";

/// What no text has: tab, line ends, bells and the escapes of colours in logs are not among it.
bool is_foreign_control(unsigned char c) {
    return c < 0x07 || (c > 0x0D && c < 0x20 && c != 0x1B) || c == 0x7F;
}

bool has_foreign_control(std::string_view bytes) {
    return std::ranges::any_of(bytes, [](unsigned char c) { return is_foreign_control(c); });
}

/// UTF-16 without a mark at its beginning: of Latin letters every second byte is zero.
std::string_view utf16_charset(std::string_view bytes) {
    auto const looked_at = bytes.substr(0, 4096);
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < looked_at.size(); ++i) zeros[i % 2] += looked_at[i] == 0 ? 1 : 0;
    if (zeros[0] == 0 && zeros[1] * 4 > looked_at.size()) return "UTF-16LE";
    if (zeros[1] == 0 && zeros[0] * 4 > looked_at.size()) return "UTF-16BE";
    return {};
}

std::optional<std::string> decoded_utf16(std::string_view bytes, std::string_view charset) {
    auto text = decoded_as(bytes.substr(0, bytes.size() / 2 * 2), charset);
    // Half a pair, or a half of a character: chance has made it look like text.
    if (has_foreign_control(text) || text.contains("\xEF\xBF\xBD")) return {};
    return text;
}

struct Converter {
    UConverter* icu;
    explicit Converter(std::string_view charset) {
        UErrorCode status = U_ZERO_ERROR;
        icu = ucnv_open(std::string{charset.substr(0, 60)}.c_str(), &status);
        if (U_SUCCESS(status) && !charset.empty()) return;
        status = U_ZERO_ERROR;
        icu = ucnv_open(std::string{usual_charset}.c_str(), &status);
        ENSURE(U_SUCCESS(status));
    }
    ~Converter() { ucnv_close(icu); }
    Converter(Converter const&) = delete;
};

int base64_value(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '+' || c == '-') return 62;
    if (c == '/' || c == '_') return 63;
    return -1;
}

}  // namespace

std::string decoded_as(std::string_view bytes, std::string_view charset) {
    Converter const converter{charset};
    std::string text;
    auto const* at = bytes.data();
    auto const* const end = at + bytes.size();
    char16_t units[4096];
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString rest;  // a high surrogate waits for its other half
    do {
        status = U_ZERO_ERROR;
        auto* unit = units;
        ucnv_toUnicode(converter.icu, &unit, std::end(units), &at, end, nullptr, true, &status);
        rest.append(units, static_cast<std::int32_t>(unit - units));
        auto const last = rest.length() - 1;
        bool const cut = status == U_BUFFER_OVERFLOW_ERROR && last >= 0 && U16_IS_LEAD(rest[last]);
        rest.tempSubString(0, last + (cut ? 0 : 1)).toUTF8String(text);
        rest = cut ? icu::UnicodeString{rest[last]} : icu::UnicodeString{};
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    return text;
}

std::optional<std::string> decoded_text(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (bytes.starts_with("\xFF\xFE")) return decoded_utf16(bytes.substr(2), "UTF-16LE");
    if (bytes.starts_with("\xFE\xFF")) return decoded_utf16(bytes.substr(2), "UTF-16BE");
    if (!has_foreign_control(bytes)) {
        if (is_utf8(bytes)) return std::string{bytes};
        return decoded_as(bytes, usual_charset);
    }
    auto const charset = utf16_charset(bytes);
    if (charset.empty()) return {};
    return decoded_utf16(bytes, charset);
}

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

bool same_letters(std::string_view one, std::string_view other) {
    auto const small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(one, other, {}, small, small);
}

std::string decoded_quoted(std::string_view text, bool in_header) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (in_header && text[i] == '_') {
            bytes += ' ';
        } else if (text[i] != '=') {
            bytes += text[i];
        } else if (text.substr(i + 1).starts_with("\r\n")) {
            i += 2;
        } else if (text.substr(i + 1).starts_with('\n')) {
            i += 1;
        } else if (i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
                   hex_value(text[i + 2]) >= 0) {
            bytes += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            i += 2;
        } else {
            bytes += text[i];
        }
    }
    return bytes;
}

std::string decoded_base64(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    unsigned bits = 0;
    int have = 0;
    for (char const c : text) {
        auto const value = base64_value(c);
        if (value < 0) continue;
        bits = (bits << 6 | static_cast<unsigned>(value)) & 0xFFFF;
        have += 6;
        if (have < 8) continue;
        have -= 8;
        bytes += static_cast<char>(bits >> have & 0xFF);
    }
    return bytes;
}

}  // namespace parley::files
