#include "domain/redaction/exclusions.hpp"

#include <algorithm>
#include <array>

#include "domain/redaction/ascii.hpp"
#include "domain/redaction/checks.hpp"

namespace parley::domain::redaction {

namespace {

constexpr std::size_t hash_bytes_min = 24;
constexpr int hash_letters_min = 3;
constexpr std::size_t iban_bytes_min = 15;
constexpr std::size_t iban_bytes_max = 34;
constexpr std::size_t ups_bytes = 18;

using ascii::is_alnum, ascii::is_digit, ascii::is_letter;

bool is_hex(char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }
char upper(char c) { return is_letter(c) ? static_cast<char>(c & ~0x20) : c; }

void add(std::vector<Span>& spans, std::size_t begin, std::size_t end) {
    spans.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

/// 8-4-4-4-12 of hexadecimal digits, a letter among them: nobody writes a card number so.
bool is_uuid(std::string_view word) {
    if (word.size() != 36) return false;
    bool letter = false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        bool const dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? word[i] != '-' : !is_hex(word[i])) return false;
        letter = letter || is_letter(word[i]);
    }
    return letter;
}

bool is_hash(std::string_view word) {
    return word.size() >= hash_bytes_min && std::ranges::all_of(word, is_hex) &&
           std::ranges::count_if(word, is_letter) >= hash_letters_min;
}

bool is_parcel(std::string_view word) {
    if (word.size() != ups_bytes) return false;
    std::array<char, ups_bytes> big;
    std::ranges::transform(word, big.begin(), upper);
    return is_ups({big.data(), big.size()});
}

/// Words of letters and digits, with and without hyphens between.
void find_words(std::string_view text, std::vector<Span>& found) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_alnum(text[i]) && text[i] != '-') continue;
        auto const begin = i;
        auto from = i;  // the part behind the last hyphen
        for (bool more = true; more; ++i) {
            more = i < text.size() && (is_alnum(text[i]) || text[i] == '-');
            if (more && text[i] != '-') continue;
            if (i - from >= ups_bytes) {
                auto const part = text.substr(from, i - from);
                if (is_parcel(part) || is_hash(part)) add(found, from, i);
            }
            from = i + 1;
        }
        --i;
        if (is_uuid(text.substr(begin, i - begin))) add(found, begin, i);
    }
}

}  // namespace

void find_ibans(std::string_view text, std::vector<Span>& found) {
    if (text.size() < iban_bytes_min) return;
    constexpr unsigned beginning =
        ascii::letter_bit << 4 | ascii::letter_bit << 2 | ascii::digit_bit;
    unsigned four = 0;  // characters
    auto const read = [&](std::size_t at) { four = (four << 2 | ascii::bits_of(text[at])) & 0xFF; };
    read(0);
    read(1);
    for (std::size_t i = 0; i + iban_bytes_min <= text.size(); ++i) {
        read(i + 2);
        if (four != beginning) continue;
        std::array<char, iban_bytes_max> iban;
        std::array<char, 2> const country = {upper(text[i]), upper(text[i + 1])};
        auto const length = iban_length({country.data(), 2});
        std::size_t size = 0;
        auto at = i;
        for (; at < text.size() && size < length; ++at) {
            if (is_alnum(text[at])) {
                iban[size++] = upper(text[at]);
            } else if ((text[at] != ' ' && text[at] != '-') || !is_alnum(text[at - 1])) {
                break;
            }
        }
        if (size == 0 || (at < text.size() && is_alnum(text[at]))) continue;
        if (!iban_holds({iban.data(), size})) continue;
        add(found, i, at);
        i = at - 1;
        for (four = 0; at < i + 3 && at < text.size(); ++at) read(at);
    }
}

void Exclusions::find() {
    std::vector<Span> all;
    if (letters_) {
        find_ibans(text_, all);
        find_words(text_, all);
    }
    formats_->find_in(text_, all);
    std::ranges::sort(all, {}, &Span::begin);
    for (auto const& span : all) {
        if (spans_.empty() || span.begin >= spans_.back().end) {
            spans_.push_back(span);
        } else if (span.end - span.begin > spans_.back().end - spans_.back().begin) {
            spans_.back() = span;
        }
    }
    looked_ = true;
}

bool Exclusions::cover(std::uint32_t begin, std::uint32_t end) {
    if (!looked_) find();
    auto const after = std::ranges::upper_bound(spans_, begin, {}, &Span::begin);
    return after != spans_.begin() && end <= std::prev(after)->end;
}

}  // namespace parley::domain::redaction
