// What the redactor of card data takes: of a message without digits, of ordinary ones, and of a
// kilobyte that was made to cost as much as possible. Beside it what a copy of the text takes, and
// the least that finds a card number at all: a pattern of 13 to 19 digits and the check digit.
// Prints one line of JSON.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include <re2/re2.h>

#include "domain/redaction/checks.hpp"
#include "domain/redaction/redaction.hpp"

namespace parley::bench {
namespace {

using namespace domain::redaction;

std::string repeated(std::string_view what, std::size_t bytes) {
    std::string text;
    while (text.size() + what.size() <= bytes) text += what;
    return text;
}

std::string random_digits(std::size_t bytes, std::size_t group, char separator) {
    std::string text;
    std::uint32_t state = 4711;
    for (std::size_t count = 0; text.size() < bytes; ++count) {
        if (group > 0 && count > 0 && count % group == 0) text.push_back(separator);
        state = state * 1664525u + 1013904223u;
        text.push_back(static_cast<char>('0' + (state >> 24) % 10));
    }
    text.resize(bytes);
    return text;
}

struct Case {
    char const* name;
    std::string text;
    Kinds kinds = {};
};

constexpr std::size_t kilobyte = 1024;
constexpr std::string_view everything =
    "@81$４12345678Z415-555-2671ＡZeins30nhs Ａ&#52;o 8ssn 122760\t";

std::vector<Case> worst_cases() {
    auto const with_word = [](std::string text) { return "card " + text.substr(5); };
    return {
        {"digits in one", random_digits(kilobyte, 0, ' ')},
        {"digits in fours", random_digits(kilobyte, 4, ' ')},
        {"single digits", random_digits(kilobyte, 1, ' ')},
        {"pairs, a card spoken of", with_word(random_digits(kilobyte, 2, '-'))},
        {"digits in one, a card spoken of", with_word(random_digits(kilobyte, 0, ' '))},
        {"prefixes of cards", repeated("4 5 ", kilobyte)},
        {"a card a line", repeated("4111111111111111\n", kilobyte)},
        {"entities", repeated("&#52;&#49;", kilobyte)},
        {"percent", repeated("%34%31", kilobyte)},
        {"beginnings of tags", repeated("<a<", kilobyte)},
        {"words for digits", repeated("four one double ", kilobyte)},
        {"letters for digits", repeated("O1l I0 ", kilobyte)},
        {"words of numbers", repeated("cvv 1 order card ", kilobyte)},
        {"base64", repeated("NDExMTExMTExMTEx", kilobyte)},
        {"full-width digits", repeated("４１ ", kilobyte)},
        {"full-width letters", repeated("ａ", kilobyte)},
        // What a search for dear texts has come to: all views, and what every kind looks at.
        {"of everything", repeated(everything, kilobyte)},
        {"of everything, all kinds",
         repeated(everything, kilobyte),
         {Kind::iban, Kind::ssn, Kind::phone, Kind::email, Kind::national_id}},
    };
}

/// Nanoseconds a call, the best of many rounds that are shorter than what a machine with other work
/// gives a program at once.
double nanoseconds(std::function<std::size_t()> const& work) {
    using Clock = std::chrono::steady_clock;
    double best = 1e18;
    std::size_t calls = 1;
    std::size_t volatile sink = 0;
    for (int round = 0; round < 90;) {
        auto const start = Clock::now();
        for (std::size_t i = 0; i < calls; ++i) sink = sink + work();
        std::chrono::duration<double, std::nano> const took = Clock::now() - start;
        if (took.count() < 5e5) {
            calls *= 2;
            continue;
        }
        best = std::min(best, took.count() / static_cast<double>(calls));
        ++round;
    }
    return best;
}

std::size_t redacted(std::string const& text, Rules const& rules) {
    return redact(text, rules, {}).text.text().size();
}

std::size_t copied(std::string const& text) {
    std::string const copy{text};
    asm volatile("" : : "r"(copy.data()) : "memory");
    return copy.size();
}

std::size_t by_pattern(std::string const& text) {
    static re2::RE2 const pattern{"[0-9](?:[ -]?[0-9]){12,18}"};
    re2::StringPiece const whole{text};
    re2::StringPiece found;
    std::size_t cards = 0;
    for (std::size_t at = 0;
         at < text.size() && pattern.Match(whole, at, text.size(), RE2::UNANCHORED, &found, 1);) {
        std::vector<std::uint8_t> digits;
        for (char const c : found) {
            if (c >= '0' && c <= '9') digits.push_back(static_cast<std::uint8_t>(c - '0'));
        }
        cards += luhn_holds(digits) ? 1 : 0;
        at = static_cast<std::size_t>(found.data() - text.data()) + found.size();
    }
    return text.size() + cards;
}

void print(char const* separator, Case const& one) {
    Rules rules;
    rules.kinds = one.kinds;
    std::printf(
        "%s{\"name\": \"%s\", \"bytes\": %zu, \"redact\": %.1f, \"copy\": %.1f, "
        "\"pattern\": %.1f}",
        separator, one.name, one.text.size(),
        nanoseconds([&] { return redacted(one.text, rules); }),
        nanoseconds([&] { return copied(one.text); }),
        nanoseconds([&] { return by_pattern(one.text); }));
}

int measure() {
    std::vector<Case> const ordinary = {
        {"no digit",
         "Hello, I have a question about the delivery of my new chair: when does it come, and may "
         "I "
         "be asked"},
        {"a phone number",
         "Hello, I have a question about the delivery, please call me at 0171 2345678 in the "
         "evening, ok?"},
        {"a card number",
         "Hello, please use my new card for it, that is 4111 1111 1111 1111, valid until 12/27, "
         "thanks."},
    };
    std::printf("{\"ordinary\": [");
    for (auto const& one : ordinary) print(&one == ordinary.data() ? "" : ", ", one);
    std::printf("], \"worst\": [");
    auto const worst = worst_cases();
    for (auto const& one : worst) print(&one == worst.data() ? "" : ", ", one);
    std::printf("]}\n");
    return 0;
}

}  // namespace
}  // namespace parley::bench

int main() { return parley::bench::measure(); }
