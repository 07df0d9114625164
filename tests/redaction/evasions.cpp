#include "evasions.hpp"

#include <array>
#include <vector>

namespace parley::redaction_test {

namespace {

using Number = std::string const&;
using Writer = std::function<std::string(Random&, std::string const&)>;

std::string utf8(char32_t c) {
    std::string out;
    auto const put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    }
    return out;
}

Writer printed(std::string_view separator) {
    return [separator](Random&, Number number) { return as_printed(number, separator); };
}

/// Each digit by another character of a block.
Writer script(char32_t zero) {
    return [zero](Random& random, Number number) {
        std::string out;
        bool const in_groups = random.below(2) == 0;
        for (std::size_t i = 0; i < number.size(); ++i) {
            if (in_groups && i > 0 && i % 4 == 0) out.push_back(' ');
            out += utf8(zero + static_cast<char32_t>(number[i] - '0'));
        }
        return out;
    };
}

Writer each(std::function<std::string(char)> const& digit, std::string_view between) {
    return [digit, between](Random&, Number number) {
        std::string out;
        for (char const c : number) {
            if (!out.empty()) out += between;
            out += digit(c);
        }
        return out;
    };
}

std::string itself(char c) { return {c}; }

std::string circled(char c) {
    return utf8(c == '0' ? U'⓪' : U'①' + static_cast<char32_t>(c - '1'));
}

std::string superscript(char c) {
    static constexpr std::array digits = {U'⁰', U'¹', U'²', U'³', U'⁴',
                                          U'⁵', U'⁶', U'⁷', U'⁸', U'⁹'};
    return utf8(digits[static_cast<std::size_t>(c - '0')]);
}

std::string percent(char c) { return std::string{"%3"} + c; }
std::string entity(char c) { return "&#" + std::to_string(static_cast<int>(c)) + ";"; }

std::string base64(std::string_view text) {
    static constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 3) {
        auto const byte = [&](std::size_t at) {
            return at < text.size() ? static_cast<std::uint32_t>(text[at]) : 0u;
        };
        auto const bits = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        for (int part = 0; part < 4; ++part) {
            bool const there = i + static_cast<std::size_t>(part) <= text.size();
            out.push_back(there ? letters[bits >> (18 - 6 * part) & 63] : '=');
        }
    }
    return out;
}

std::string spelled(char c, std::span<std::string_view const> words) {
    return std::string{words[static_cast<std::size_t>(c - '0')]};
}

std::string english(char c) {
    static constexpr std::array<std::string_view, 10> words = {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
    return spelled(c, words);
}

std::string german(char c) {
    static constexpr std::array<std::string_view, 10> words = {
        "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"};
    return spelled(c, words);
}

std::string letters(Random& random, Number number) {
    std::string out = random.below(2) == 0 ? number : as_printed(number, " ");
    for (char& c : out) {
        if (c == '0') c = "Oo"[random.below(2)];
        if (c == '1') c = "lI"[random.below(2)];
        if (c == '5' && random.below(2) == 0) c = 'S';
        if (c == '8' && random.below(2) == 0) c = 'B';
    }
    return out;
}

std::string tags(Random&, Number number) {
    std::string out;
    for (std::size_t i = 0; i < number.size(); i += 4) {
        char const name = "bius"[i / 4 % 4];
        out += std::string{"<"} + name + ">" + number.substr(i, 4) + "</" + name + ">";
    }
    return out;
}

std::string mixed_words(Random& random, Number number) {
    std::string out;
    for (std::size_t i = 0; i < number.size(); ++i) {
        if (i > 0) out.push_back(' ');
        out += random.below(2) == 0 ? english(number[i]) : itself(number[i]);
    }
    return out;
}

}  // namespace

std::span<Evasion const> evasions() {
    static std::vector<Evasion> const all = {
        {"spaces", printed(" ")},
        {"dashes", printed("-")},
        {"dots", printed(".")},
        {"slashes", printed("/")},
        {"commas", printed(",")},
        {"underscores", printed("_")},
        {"new lines", printed("\n")},
        {"tabs", printed("\t")},
        {"no-break spaces", printed("\u00A0")},
        {"en dashes", printed("–")},
        {"space dash space", printed(" - ")},
        {"pairs", [](Random&, Number n) { return grouped(n, " ", {2}); }},
        {"single digits", each(itself, " ")},
        {"plus or tel:", [](Random& r, Number n) { return (r.below(2) ? "+" : "tel:") + n; }},
        {"path", [](Random&, Number n) { return "https://shop.example/pay/" + n + "/done"; }},
        {"query", [](Random&, Number n) { return "https://shop.example/?q=" + n + "&x=1"; }},
        {"mail address", [](Random&, Number n) { return "mailto:" + n + "@mail.example"; }},
        {"full-width", script(U'０')},
        {"Arabic-Indic", script(U'٠')},
        {"Devanagari", script(U'०')},
        {"mathematical", script(U'𝟎')},
        {"circled", each(circled, "")},
        {"superscript", each(superscript, "")},
        {"keycaps", each([](char c) { return itself(c) + "\uFE0F\u20E3"; }, "")},
        {"zero-width spaces", each(itself, "\u200B")},
        {"soft hyphens", each(itself, "\u00AD")},
        {"bidi marks", each(itself, "\u200E")},
        {"combining marks", each([](char c) { return itself(c) + "\u0336"; }, "")},
        {"tags", tags},
        {"entities", each(entity, "")},
        {"percent", each(percent, "")},
        {"base64", [](Random&, Number n) { return base64(n); }},
        {"letters for digits", letters},
        {"words",
         [](Random& r, Number n) {
             switch (r.below(4)) {
                 case 0:
                     return each(english, " ")(r, n);
                 case 1:
                     return each(german, " ")(r, n);
                 case 2:
                     return each(english, ", ")(r, n);
                 default:
                     return mixed_words(r, n);
             }
         }},
    };
    return all;
}

std::string in_a_sentence(Random& random, std::string_view what) {
    switch (random.below(5)) {
        case 0:
            return std::string{what};
        case 1:
            return "here you go: " + std::string{what};
        case 2:
            return "it is " + std::string{what} + " thanks";
        case 3:
            return "bitte " + std::string{what} + " verwenden";
        default:
            return "my card is " + std::string{what};
    }
}

}  // namespace parley::redaction_test
