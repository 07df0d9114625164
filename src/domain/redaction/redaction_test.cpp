#include "domain/redaction/redaction.hpp"

#include <gtest/gtest.h>

#include "base/refusal.hpp"
#include "base/text.hpp"

namespace parley::domain::redaction {
namespace {

std::string masked(std::string_view text, Mode mode = Mode::strict, Context const& context = {}) {
    Rules rules;
    rules.mode = mode;
    return redact(text, rules, context).text.text();
}

bool is_left_alone(std::string_view text) { return masked(text) == text; }

TEST(redaction, KeepsSeparatorsAndTheLastFour) {
    EXPECT_EQ(masked("4111111111111111"), "••••••••••••1111");
    EXPECT_EQ(masked("it is 4111 1111 1111 1111, ok?"), "it is •••• •••• •••• 1111, ok?");
    EXPECT_EQ(masked("3782-822463-10005"), "••••-••••••-•0005");
    EXPECT_EQ(masked("4111\n1111\n1111\n1111"), "••••\n••••\n••••\n1111");
}

TEST(redaction, SaysWhatItHasFoundWithoutItsDigits) {
    auto const result = redact("my card: 4111 1111 1111 1111", {}, {});
    ASSERT_EQ(result.found.size(), 1u);
    auto const& find = result.found.front();
    EXPECT_EQ(result.verdict, Verdict::masked);
    EXPECT_EQ(find.kind, Kind::card);
    EXPECT_EQ(find.rule, "card:plain");
    EXPECT_EQ(find.brand, Brand::visa);
    EXPECT_EQ(find.last_four, "1111");
    EXPECT_EQ(find.score, 6);  // Visa of 16 digits, as printed, beside a word
    EXPECT_EQ(find.begin, 9u);
    EXPECT_EQ(find.end, 28u);
}

TEST(redaction, CountsPlacesInCodePoints) {
    auto const result = redact("größe ４１１１１１１１１１１１１１１１ ok", {}, {});
    ASSERT_EQ(result.found.size(), 1u);
    EXPECT_EQ(result.text.text(), "größe ••••••••••••１１１１ ok");
    EXPECT_EQ(result.found.front().begin, 6u);
    EXPECT_EQ(result.found.front().end, 22u);
}

TEST(redaction, H04_TakesInvisibleCharactersOutWithTheNumber) {
    EXPECT_EQ(masked("4\u200B1111111\u00AD11111111"), "••••••••••••1111");
}

TEST(redaction, H02_H05_LooksIntoMarkupAddressesAndBase64) {
    EXPECT_EQ(masked("<b>4111</b><i>1111</i><b>1111</b><i>1111</i>"),
              "<b>••••</b><i>••••</i><b>••••</b><i>1111</i>");
    EXPECT_EQ(masked("/pay?n=%34111111111111111&x"), "/pay?n=••••••••••••1111&x");
    EXPECT_EQ(masked("&#52;111 1111 1111 1111"), "•••• •••• •••• 1111");
    EXPECT_EQ(masked("{\"n\":\"\\u00341111111 11111111\"}"), "{\"n\":\"•••••••• ••••1111\"}");
    EXPECT_EQ(masked("x NDExMTExMTExMTExMTExMQ== y"), "x ••••••••••••••••== y");
}

TEST(redaction, H06_ReadsWordsAndLetters) {
    EXPECT_EQ(masked("four one one one one one one one one one one one one one one one"),
              "• • • • • • • • • • • • one one one one");
    EXPECT_EQ(masked("vier eins eins eins, 1111 1111 1111"), "• • • •, •••• •••• 1111");
    EXPECT_EQ(masked("double four double four triple three 3 2222 1111"),
              "• • • • •• • • •••• 1111");
    EXPECT_EQ(masked("4lll IIII 1111 1111"), "•••• •••• •••• 1111");
    EXPECT_TRUE(is_left_alone("one or two of these four are so good, I will take six"));
    // Only a digit is doubled, and no word that begins like one.
    EXPECT_TRUE(is_left_alone("411111111111111 double oneself"));
}

TEST(redaction, H07_SeesTheNumberBehindAYear) {
    EXPECT_EQ(masked("2026 4111 1111 1111 1111"), "2026 •••• •••• •••• 1111");
}

TEST(redaction, MasksDateAndCodeBehindTheNumber) {
    EXPECT_EQ(masked("4111111111111111 12/27 123"), "••••••••••••1111 ••/•• •••");
    EXPECT_EQ(masked("41111111111111111227123"), "••••••••••••1111•••••••");
    EXPECT_EQ(masked("4111 1111 1111 1111 exp 12/27 cvv: 123"),
              "•••• •••• •••• 1111 exp ••/•• cvv: •••");
}

TEST(redaction, H18_MasksCodesAndPinsByTheirWords) {
    EXPECT_EQ(masked("cvv 123"), "cvv •••");
    EXPECT_EQ(masked("the three digits are 737"), "the three digits are •••");
    EXPECT_EQ(masked("123 on the back"), "••• on the back");
    EXPECT_EQ(masked("my pin is 1234"), "my pin is ••••");
    EXPECT_EQ(masked("CVV: 1 2 3"), "CVV: • • •");
    EXPECT_EQ(masked("Prüfziffer 987"), "Prüfziffer •••");
    EXPECT_TRUE(is_left_alone("pin the note, it costs $120"));
    EXPECT_TRUE(is_left_alone("your card ending in 1234 expires 12/27/2027"));
}

TEST(redaction, MasksALoneCodeAfterACard) {
    Context const after_card{.card_word = false, .card = true};
    EXPECT_EQ(masked("123", Mode::strict, after_card), "•••");
    EXPECT_EQ(masked("it's 12/27", Mode::strict, after_card), "it's ••/••");
    EXPECT_TRUE(is_left_alone("123"));
    EXPECT_EQ(masked("•••• •••• •••• 1111", Mode::strict, after_card), "•••• •••• •••• 1111");
}

TEST(redaction, H19_LeavesOtherNumbersAlone) {
    for (auto const text : {
             "IMEI 356938035643809",
             "DE89 3704 0044 0532 0130 00",
             "1697040000000",
             "123e4567-e89b-12d3-a456-426614174000",
             "4111 11** **** 1111",
             "0.4111111111111111",
             "4111111111111112",
             "call 0171 1234567 or 0172 7654321",
             "1111111111111111",
         }) {
        EXPECT_TRUE(is_left_alone(text)) << masked(text);
    }
}

TEST(redaction, IsSofterWhereItIsBalanced) {
    EXPECT_EQ(masked("order 4111111111111111"), "order ••••••••••••1111");
    EXPECT_EQ(masked("order 4111111111111111", Mode::balanced), "order 4111111111111111");
    EXPECT_EQ(masked("order 4111111111111111", Mode::balanced, {.card_word = true, .card = false}),
              "order ••••••••••••1111");
}

TEST(redaction, LeavesNumbersOfOnesOwnAlone) {
    Rules rules;
    rules.formats = Formats{{{"orders", "41[0-9]{14}", Check::none}}};
    EXPECT_EQ(redact("order 4111111111111111", rules, {}).verdict, Verdict::clean);
    EXPECT_EQ(redact("order 4242424242424242", rules, {}).verdict, Verdict::masked);
    // Nothing hides behind a number of one's own that stands beside it.
    EXPECT_EQ(redact("4111111111111111 4242424242424242", rules, {}).text.text(),
              "4111111111111111 ••••••••••••4242");
    rules.formats = Formats{{{"orders", "41[0-9]{14}", Check::mod_97}}};
    EXPECT_EQ(redact("order 4111111111111111", rules, {}).verdict, Verdict::masked);
    EXPECT_THROW((Formats{{{"bad", "(", Check::none}}}), Refused);
}

TEST(redaction, H22_RefusesWhatItCannotLookThrough) {
    EXPECT_EQ(redact("4111\xff", {}, {}).verdict, Verdict::unscannable);
    Rules few_steps;
    few_steps.steps_max = 50;
    auto const result =
        redact("4111111111111111 and some more that is to be looked at", few_steps, {});
    EXPECT_EQ(result.verdict, Verdict::unscannable);
    EXPECT_EQ(result.text.text(), "");
}

TEST(redaction, H21_TakesAMillionDigits) {
    std::string digits;
    for (std::uint32_t state = 7; digits.size() < 1'000'000;) {
        state = state * 1664525u + 1013904223u;
        digits.push_back(static_cast<char>('0' + (state >> 24) % 10));
        if (state % 5 == 0) digits.push_back(' ');
    }
    EXPECT_NE(redact(digits, {}, {}).verdict, Verdict::unscannable);
}

TEST(redaction, NoticesWhatMattersLater) {
    EXPECT_TRUE(notice("What is your card number?").card_word);
    EXPECT_FALSE(notice("What is your name?").card_word);
    EXPECT_TRUE(notice("•••• •••• •••• 1111").card);
    EXPECT_FALSE(notice("• 1111").card);
}

TEST(redaction, MasksAPreviewFromFiveDigitsOn) {
    auto const shown = [](std::string_view text, bool after_digits = false) {
        return redact_preview(text, {}, {}, after_digits).text();
    };
    EXPECT_EQ(shown("4111"), "4111");
    EXPECT_EQ(shown("4111 1"), "•••• •");
    EXPECT_EQ(shown("4111 1111 1111 1111"), "•••• •••• •••• ••••");
    EXPECT_EQ(shown("in room 12 at 10 please"), "in room 12 at 10 please");
    EXPECT_EQ(shown("41", true), "••");
}

TEST(redaction, MasksAPreviewInAllItsViewsAtOnce) {
    auto const shown = [](std::string_view text) { return redact_preview(text, {}, {}, false); };
    EXPECT_EQ(shown("67412OOOO66349882"), "•••••••••••••••••");
    EXPECT_EQ(shown("&#52;1111 text 41111"), "••••• text •••••");
    EXPECT_EQ(shown("4111one11"), "•••••••");
}

TEST(redaction, PlacesAFindThatAnotherOneSwallows) {
    auto const done = redact("5019392688162717Y2FyZCA2MDQ1MzQ3MDQwMDgwIG9rIHRoYW5rcw", {}, {});
    ASSERT_EQ(done.found.size(), 2u);
    auto const points = static_cast<std::uint32_t>(code_points(done.text.text()));
    for (auto const& find : done.found) EXPECT_EQ(find.end, points) << find.rule;
}

}  // namespace
}  // namespace parley::domain::redaction
