// What has to hold for every text, whatever is in it.

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"
#include "domain/redaction/fragments.hpp"
#include "evasions.hpp"
#include "lookalikes.hpp"

namespace parley::redaction_test {
namespace {

using namespace domain::redaction;

Rules every_rule() {
    Rules rules;
    rules.kinds = {Kind::iban, Kind::ssn, Kind::phone, Kind::email, Kind::national_id};
    return rules;
}

constexpr std::uint64_t texts = 5000;

/// Texts of which much is digits, numbers, words and marks of the kind that the redactor knows.
std::string made_up(Random& random) {
    std::string text;
    for (auto parts = 1 + random.below(8); parts > 0; --parts) {
        switch (random.below(10)) {
            case 0:
                text += card_number(random);
                break;
            case 1:
                text +=
                    evasions()[random.below(evasions().size())].write(random, card_number(random));
                break;
            case 2:
                text += lookalikes()[random.below(lookalikes().size())].write(random);
                break;
            case 3:
                text += random.digits(1 + random.below(24));
                break;
            case 4:
                text += random.one_of({"cvv", "pin", "card", "exp", "ssn", "order", "tel"});
                break;
            case 5:
                text += random.one_of({"four", "eins", "double", "so", "lol", "one"});
                break;
            case 6:
                text += random.one_of({"•", "••••••••", "%", "&#", "<b>", "\\u00", "@"});
                break;
            case 7:
                text += random.one_of({"a@b.example", "ü", "\u200B", "é", "𝟜", "\n"});
                break;
            case 8:
                text += grouped(random.digits(16), " ", {4});
                break;
            default:
                text += random.one_of({"12/27", "123", "1227", "0", "4"});
        }
        text += random.one_of({" ", "", "-", ", ", ".", "/"});
    }
    return text;
}

TEST(Properties, WhatComesOutIsNotChangedAgain) {
    for (std::uint64_t seed = 1; seed <= texts; ++seed) {
        SCOPED_TRACE(seed);
        Random random{seed};
        auto const text = made_up(random);
        auto rules = every_rule();
        if (random.below(2) == 0) rules.mode = Mode::balanced;
        Context const context{.card_word = random.below(2) == 0, .card = random.below(2) == 0};
        auto const once = redact(text, rules, context);
        ASSERT_NE(once.verdict, Verdict::unscannable) << text;
        auto const twice = redact(once.text.text(), rules, context);
        ASSERT_TRUE(twice.text.text() == once.text.text()) << text;
        ASSERT_TRUE(twice.verdict == Verdict::clean) << text;
    }
}

TEST(Properties, FindsLieInTheTextAndShowFourDigitsAtMost) {
    for (std::uint64_t seed = 1; seed <= texts; ++seed) {
        SCOPED_TRACE(seed);
        Random random{seed};
        auto const text = made_up(random);
        auto const result = redact(text, every_rule(), {});
        ASSERT_NE(result.verdict, Verdict::unscannable) << text;
        auto const& out = result.text.text();
        auto const points = code_points(out);
        for (auto const& find : result.found) {
            ASSERT_TRUE(find.begin < find.end) << text;
            ASSERT_TRUE(find.end <= points) << text;
            ASSERT_TRUE(find.last_four.size() <= 4u) << text;
            ASSERT_TRUE(
                std::ranges::none_of(find.rule, [](char c) { return c >= '0' && c <= '9'; }) ||
                find.rule == "card:base64")
                << text;
        }
        ASSERT_TRUE((result.verdict == Verdict::masked) == !result.found.empty()) << text;
        if (result.verdict == Verdict::clean) ASSERT_TRUE(out == text) << text;
    }
}

TEST(Properties, NothingOfAFoundCardIsLeftButItsLastFour) {
    for (std::uint64_t seed = 1; seed <= texts; ++seed) {
        SCOPED_TRACE(seed);
        Random random{seed};
        auto const number = card_number(random, card_kinds()[random.below(8)]);
        auto const text = "card " + evasions()[random.below(13)].write(random, number) + " thanks";
        auto const result = redact(text, {}, {});
        ASSERT_TRUE(result.verdict == Verdict::masked) << text;
        std::string digits;
        std::ranges::copy_if(result.text.text(), std::back_inserter(digits),
                             [](char c) { return c >= '0' && c <= '9'; });
        ASSERT_TRUE(digits.size() <= 4u) << text;
        ASSERT_TRUE(number.contains(digits)) << text;
    }
}

RC_GTEST_PROP(Properties, AnyBytesAreTakenOrRefused, (std::string const& bytes)) {
    auto const result = redact(bytes, every_rule(), {.card_word = true, .card = true});
    RC_ASSERT((result.verdict == Verdict::unscannable) ==
              (!is_utf8(bytes) || (result.text.text().empty() && !bytes.empty())));
}

RC_GTEST_PROP(Properties, JoiningRewritesOnlyWhatWasSaid, (std::uint32_t seed)) {
    Random random{seed};
    Fragments fragments;
    std::vector<std::string> said;
    Instant now{0};
    for (int i = 0; i < 12; ++i) {
        now = now + seconds{random.between(0, 60)};
        auto const text = random.below(4) == 0 ? std::string{"hm"} : random.digits(random.below(9));
        auto const joined = fragments.add(i, text, now, {}, {});
        for (auto const& rewrite : joined.earlier) {
            RC_ASSERT(rewrite.message < i);
            auto& earlier = said[static_cast<std::size_t>(rewrite.message)];
            RC_ASSERT(code_points(earlier) == code_points(rewrite.text.text()));
            earlier = rewrite.text.text();
        }
        RC_ASSERT(joined.earlier.empty() || joined.current.verdict == Verdict::masked);
        said.push_back(joined.current.text.text());
    }
}

}  // namespace
}  // namespace parley::redaction_test
