#include "domain/redaction/fragments.hpp"

#include <random>

#include <gtest/gtest.h>

namespace parley::domain::redaction {
namespace {

constexpr Instant start{1'000'000};

Joined say(Fragments& fragments, std::int64_t message, std::string_view text, seconds after,
           Context const& context = {}) {
    return fragments.add(message, text, start + after, {}, context);
}

TEST(redaction_pieces, AreMaskedInAllTheirMessages) {
    Fragments fragments;
    say(fragments, 1, "4111", seconds{0});
    say(fragments, 2, "1111 1111", seconds{5});
    say(fragments, 3, "wait a moment please", seconds{8});
    auto const joined = say(fragments, 4, "1111 123", seconds{10});
    EXPECT_EQ(joined.current.verdict, Verdict::masked);
    EXPECT_EQ(joined.current.text.text(), "1111 •••");
    ASSERT_EQ(joined.current.found.size(), 1u);
    EXPECT_EQ(joined.current.found.front().rule, "card:joined");
    ASSERT_EQ(joined.earlier.size(), 2u);
    EXPECT_EQ(joined.earlier[0].message, 1);
    EXPECT_EQ(joined.earlier[0].text.text(), "••••");
    EXPECT_EQ(joined.earlier[1].text.text(), "•••• ••••");
}

TEST(redaction_pieces, KeepTheLastFourAcrossMessages) {
    Fragments fragments;
    say(fragments, 1, "411111111111", seconds{0});
    say(fragments, 2, "11", seconds{1});
    auto const joined = say(fragments, 3, "11", seconds{2});
    ASSERT_EQ(joined.earlier.size(), 2u);
    EXPECT_EQ(joined.earlier[0].text.text(), "••••••••••••");
    EXPECT_EQ(joined.earlier[1].text.text(), "11");
    EXPECT_EQ(joined.current.text.text(), "11");
}

TEST(redaction_pieces, AreNoneOfWhatHasAFormOfItsOwn) {
    Fragments fragments;
    std::mt19937_64 random{4711};
    for (int i = 0; i < 2'000; ++i) {
        std::string uuid = "xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx";
        for (auto& c : uuid) {
            if (c == 'x') c = "0123456789abcdef"[random() % 16];
        }
        auto const joined = say(fragments, i, uuid, seconds{i});
        ASSERT_TRUE(joined.earlier.empty()) << i;
        ASSERT_EQ(joined.current.text.text(), uuid) << i;
    }
}

TEST(redaction_pieces, AreForgottenAfterTwoMinutesAndByOtherNumbers) {
    Fragments fragments;
    say(fragments, 1, "4111 1111", seconds{0});
    EXPECT_TRUE(fragments.has_digits(start + seconds{60}));
    EXPECT_FALSE(fragments.has_digits(start + seconds{121}));
    EXPECT_EQ(say(fragments, 2, "1111 1111", seconds{121}).current.verdict, Verdict::clean);

    Fragments others;
    say(others, 1, "4111 1111", seconds{0});
    say(others, 2, "I have lived in this house for 20 years", seconds{1});
    EXPECT_EQ(say(others, 3, "1111 1111", seconds{2}).current.verdict, Verdict::clean);
}

TEST(redaction_pieces, H09_AreSeenWhenAMessageIsEdited) {
    Fragments fragments;
    say(fragments, 1, "4111 1111", seconds{0});
    say(fragments, 2, "1111 1112", seconds{5});
    auto const joined = say(fragments, 2, "1111 1111", seconds{9});
    EXPECT_EQ(joined.current.text.text(), "•••• 1111");
    ASSERT_EQ(joined.earlier.size(), 1u);
    EXPECT_EQ(joined.earlier[0].text.text(), "•••• ••••");
}

TEST(redaction_pieces, AreSeenWhenTheFirstOneIsEdited) {
    Fragments fragments;
    say(fragments, 1, "4111 1112", seconds{0});
    say(fragments, 2, "1111 1111", seconds{5});
    auto const joined = say(fragments, 1, "4111 1111", seconds{9});
    EXPECT_EQ(joined.current.text.text(), "•••• ••••");
    ASSERT_EQ(joined.earlier.size(), 1u);
    EXPECT_EQ(joined.earlier[0].message, 2);
    EXPECT_EQ(joined.earlier[0].text.text(), "•••• 1111");
}

TEST(redaction_pieces, BeginWithASentenceAboutACard) {
    Fragments fragments;
    say(fragments, 1, "my card number begins with 4111 1111", seconds{0});
    auto const joined = say(fragments, 2, "1111 1111", seconds{4});
    ASSERT_EQ(joined.earlier.size(), 1u);
    EXPECT_EQ(joined.earlier[0].text.text(), "my card number begins with •••• ••••");
}

TEST(redaction_pieces, AskForAWordAboutCardsWhereBalanced) {
    Rules balanced;
    balanced.mode = Mode::balanced;
    for (bool const spoken_of : {false, true}) {
        Fragments fragments;
        Context const context{.card_word = spoken_of, .card = false};
        fragments.add(1, "4111 1111", start, balanced, context);
        auto const joined = fragments.add(2, "1111 1111", start, balanced, context);
        EXPECT_EQ(joined.earlier.size(), spoken_of ? 1u : 0u);
    }
}

}  // namespace
}  // namespace parley::domain::redaction
