#include "base/text.hpp"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "base/ensure.hpp"
#include "base/words.hpp"

namespace parley {

namespace {

constexpr int marks_per_base_max = 8;

bool is_plain_ascii(std::string_view text) {
    return std::ranges::all_of(
        text, [](unsigned char c) { return (c >= 0x20 && c < 0x7f) || c == '\n'; });
}

bool is_kept(UChar32 c) {
    if (c == '\n' || c == '\t') return true;
    auto const type = u_charType(c);
    // U+FEFF and friends carry no meaning inside a message; joiners do, for emoji and some scripts.
    return type != U_CONTROL_CHAR && type != U_UNASSIGNED && type != U_SURROGATE && c != 0xFEFF;
}

bool is_mark(UChar32 c) {
    auto const type = u_charType(c);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

bool is_visible(UChar32 c) {
    return !u_isUWhiteSpace(c) && u_charType(c) != U_FORMAT_CHAR && c != 0x3164 && c != 0x2800 &&
           c != 0x115F && c != 0x1160 && c != 0x034F;
}

bool has_visible(std::string_view text) {
    auto const* bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    auto const length = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 c;
        U8_NEXT(bytes, i, length, c);
        if (is_visible(c)) return true;
    }
    return false;
}

std::string trim(std::string text) {
    auto const first = text.find_first_not_of(" \n\t");
    if (first == std::string::npos) return {};
    auto const last = text.find_last_not_of(" \n\t");
    return text.substr(first, last - first + 1);
}

}  // namespace

bool is_utf8(std::string_view text) {
    auto const* bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    std::int32_t i = 0;
    auto const length = static_cast<std::int32_t>(text.size());
    while (i < length) {
        UChar32 c;
        U8_NEXT(bytes, i, length, c);
        if (c < 0) return false;
    }
    return true;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

std::string clean_part(std::string_view text) {
    if (is_plain_ascii(text)) return std::string{text};
    auto const given =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    // Before it is normal: what stood on both sides may belong together.
    icu::UnicodeString without;
    for (std::int32_t i = 0; i < given.length(); i = given.moveIndex32(i, 1)) {
        if (UChar32 const c = given.char32At(i); is_kept(c)) without.append(c);
    }
    UErrorCode status = U_ZERO_ERROR;
    auto const* nfc = icu::Normalizer2::getNFCInstance(status);
    ENSURE(U_SUCCESS(status));
    auto const normal = nfc->normalize(without, status);
    ENSURE(U_SUCCESS(status));
    icu::UnicodeString kept;
    int marks = 0;
    for (std::int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) {
        UChar32 const c = normal.char32At(i);
        marks = is_mark(c) ? marks + 1 : 0;
        if (marks <= marks_per_base_max) kept.append(c);
    }
    std::string out;
    kept.toUTF8String(out);
    return out;
}

std::string clean_text(std::string_view text) {
    auto out = clean_part(text);
    return has_visible(out) ? trim(std::move(out)) : std::string{};
}

std::string clean_line(std::string_view text) {
    auto line = clean_text(text);
    std::ranges::replace_if(line, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return line;
}

std::string fold_case(std::string_view text) {
    std::string folded;
    icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())})
        .foldCase()
        .toUTF8String(folded);
    return folded;
}

std::string plain_words(std::string_view text) {
    std::string out;
    for (auto const& word : folded_words(text)) {
        if (!out.empty()) out += ' ';
        out += word.text;
    }
    return out;
}

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> list;
    for (std::size_t from = 0; from < text.size();) {
        auto const end = std::min(text.find(' ', from), text.size());
        list.emplace_back(text.substr(from, end - from));
        from = end + 1;
    }
    return list;
}

std::string shorten(std::string_view text, std::size_t points) {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
        if (seen++ == points) return std::string{text.substr(0, i)} + "…";
    }
    return std::string{text};
}

}  // namespace parley
