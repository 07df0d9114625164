// How much is found of what is written plainly, of what is hidden, and of what only looks like a
// card number. The targets are those of docs/redaction.md.

#include <algorithm>
#include <cstdio>

#include <gtest/gtest.h>

#include "domain/redaction/redaction.hpp"
#include "evasions.hpp"
#include "lookalikes.hpp"

namespace parley::redaction_test {
namespace {

using namespace domain::redaction;

constexpr int plain_texts = 300;
constexpr int evasion_texts = 100;  // of each kind
constexpr int lookalike_texts = 300;

Rules rules(Mode mode) {
    Rules all;
    all.mode = mode;
    return all;
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t seen = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) {
        ++seen;
    }
    return seen;
}

/// Is the number gone, but for four of its digits? Where another one stands beside it, both are.
bool is_masked(std::string const& text, std::string const& number, Mode mode,
               Context const& context = {}) {
    auto const result = redact(text, rules(mode), context);
    bool const found =
        std::ranges::find(result.found, Kind::card, &Find::kind) != result.found.end();
    return found && count(result.text.text(), "•") >= number.size() - 4;
}

struct Tally {
    int all = 0;
    int hit = 0;
    double percent() const { return 100.0 * hit / all; }
    void add(bool is_hit) {
        ++all;
        hit += is_hit ? 1 : 0;
    }
};

void print(std::string_view what, Tally const& strict, Tally const& balanced) {
    std::printf("%-26.*s %5d  %7.2f %%  %7.2f %%\n", static_cast<int>(what.size()), what.data(),
                strict.all, strict.percent(), balanced.percent());
}

TEST(Rates, FindPlainCardNumbers) {
    Random random{1};
    Tally strict;
    Tally balanced;
    std::printf("%-26s texts    strict   balanced\n", "plain card numbers, found");
    for (auto const& kind : card_kinds()) {
        Tally kind_strict;
        Tally kind_balanced;
        for (int i = 0; i < plain_texts / 4; ++i) {
            auto const number = card_number(random, kind);
            for (auto const separator : {"", " ", "-"}) {
                auto const text = *separator == '\0' ? number : as_printed(number, separator);
                kind_strict.add(is_masked(text, number, Mode::strict));
                kind_balanced.add(is_masked(text, number, Mode::balanced));
            }
        }
        print(kind.name, kind_strict, kind_balanced);
        strict.all += kind_strict.all, strict.hit += kind_strict.hit;
        balanced.all += kind_balanced.all, balanced.hit += kind_balanced.hit;
    }
    print("all", strict, balanced);
    EXPECT_GE(strict.percent(), 99.9);
    EXPECT_GE(balanced.percent(), 93);
}

TEST(Rates, H01_H03_H04_FindHiddenCardNumbers) {
    Random random{2};
    Tally strict;
    Tally balanced;
    std::printf("%-26s texts    strict   balanced\n", "hidden card numbers, found");
    ASSERT_EQ(evasions().size(), 34u);
    for (auto const& evasion : evasions()) {
        Tally kind_strict;
        Tally kind_balanced;
        for (int i = 0; i < evasion_texts; ++i) {
            auto const number = card_number(random);
            auto const text = in_a_sentence(random, evasion.write(random, number));
            kind_strict.add(is_masked(text, number, Mode::strict));
            kind_balanced.add(is_masked(text, number, Mode::balanced));
        }
        print(evasion.name, kind_strict, kind_balanced);
        strict.all += kind_strict.all, strict.hit += kind_strict.hit;
        balanced.all += kind_balanced.all, balanced.hit += kind_balanced.hit;
    }
    print("all", strict, balanced);
    EXPECT_GE(strict.percent(), 98.5);
    EXPECT_GE(balanced.percent(), 90);
}

TEST(Rates, LeaveAloneWhatOnlyLooksLikeACard) {
    Random random{3};
    Tally strict;
    Tally balanced;
    std::printf("%-26s texts    strict   balanced\n", "no card numbers, masked");
    ASSERT_EQ(lookalikes().size(), 44u);
    for (auto const& lookalike : lookalikes()) {
        Tally kind_strict;
        Tally kind_balanced;
        for (int i = 0; i < lookalike_texts; ++i) {
            auto const text = lookalike.write(random);
            kind_strict.add(redact(text, rules(Mode::strict), {}).verdict != Verdict::clean);
            kind_balanced.add(redact(text, rules(Mode::balanced), {}).verdict != Verdict::clean);
        }
        if (kind_strict.hit > 0) print(lookalike.name, kind_strict, kind_balanced);
        strict.all += kind_strict.all, strict.hit += kind_strict.hit;
        balanced.all += kind_balanced.all, balanced.hit += kind_balanced.hit;
    }
    print("all", strict, balanced);
    EXPECT_LE(strict.percent(), 0.8);
    EXPECT_LE(balanced.percent(), 0.15);
}

TEST(Rates, H07_FindNumbersWithDateAndCodeGluedOn) {
    Random random{4};
    Tally strict;
    Tally in_talk;
    for (int i = 0; i < 1000; ++i) {
        auto const number = card_number(random);
        auto const month = random.between(1, 12);
        auto const date = (month < 10 ? "0" : "") + std::to_string(month) +
                          std::to_string(random.between(26, 33));
        auto const code = random.digits(3);
        std::string text;
        switch (random.below(5)) {
            case 0:
                text = number + date + code;
                break;
            case 1:
                text = number + code;
                break;
            case 2:
                text = number + date;
                break;
            case 3:
                text = number + " " + date + " " + code;
                break;
            default:
                text = as_printed(number, " ") + " " + date.substr(0, 2) + "/" + date.substr(2) +
                       " " + code;
        }
        auto const check = [&](Context const& context) {
            auto const result = redact(text, rules(Mode::strict), context);
            bool const code_gone = !result.text.text().ends_with(code);
            return is_masked(text, number, Mode::strict, context) &&
                   (code_gone || text.ends_with(date));
        };
        strict.add(check({}));
        in_talk.add(check({.card_word = true, .card = false}));
    }
    std::printf("glued date and code: strict %.2f %%, after a word of cards %.2f %%\n",
                strict.percent(), in_talk.percent());
    EXPECT_GE(in_talk.percent(), 95);
}

TEST(Rates, FindTwoNumbersInARow) {
    Random random{5};
    Tally both;
    for (int i = 0; i < 600; ++i) {
        auto const first = card_number(random);
        auto const second = card_number(random);
        auto const text = as_printed(first, " ") + " " + as_printed(second, " ");
        both.add(count(redact(text, rules(Mode::strict), {}).text.text(), "•") >=
                 first.size() + second.size() - 8);
    }
    std::printf("two numbers in a row: %.2f %%\n", both.percent());
    EXPECT_GE(both.percent(), 97);
}

TEST(Rates, FindNumbersAfterAYear) {
    Random random{6};
    Tally found;
    for (int i = 0; i < 600; ++i) {
        auto const number = card_number(random);
        auto const text = std::to_string(random.between(2019, 2027)) + " " +
                          as_printed(number, random.below(2) ? " " : "-");
        found.add(is_masked(text, number, Mode::strict));
    }
    std::printf("after a year: %.2f %%\n", found.percent());
    EXPECT_GE(found.percent(), 98.5);
}

}  // namespace
}  // namespace parley::redaction_test
