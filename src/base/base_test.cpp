// Ids, time, texts, JSON, limits and secrets.
#include <gtest/gtest.h>

#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/limits.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"

namespace parley {
namespace {

TEST(Ids, AreReadBackAndKeepTheirOrderAsText) {
    ManualClock clock{Instant{1'700'000'000'000}};
    IdMaker ids{clock, 1};
    ChatId last{};
    for (int i = 0; i < 5000; ++i) {
        auto const id = ids.make<ChatId>();
        EXPECT_GT(id, last);
        EXPECT_GT(to_text(id), to_text(last));
        EXPECT_EQ(id_from_text<ChatTag>(to_text(id)), id);
        last = id;
        if (i == 2500) clock.advance(milliseconds{-1000});  // a clock set back does not matter
    }
}

TEST(Ids, OfAnotherKindOrWithAnotherLetterAreNone) {
    auto const text = to_text(ChatId{123456789});
    EXPECT_FALSE(id_from_text<OfferTag>(text));
    EXPECT_FALSE(id_from_text<ChatTag>(text + "0"));
    EXPECT_FALSE(id_from_text<ChatTag>("chat_000000000000U"));
    EXPECT_FALSE(id_from_text<ChatTag>("chat_0000000000000"));
    EXPECT_FALSE(id_from_text<ChatTag>("chat_zzzzzzzzzzzzz"));
}

TEST(Time, IsWrittenAndReadAsRfc3339) {
    Instant const at{1'795'941'296'789};
    EXPECT_EQ(to_rfc3339(at), "2026-11-29T08:34:56.789Z");
    EXPECT_EQ(from_rfc3339(to_rfc3339(at)), at);
    EXPECT_EQ(to_rfc3339({4'102'444'800'000}), "2100-01-01T00:00:00.000Z");
    EXPECT_EQ(to_rfc3339({0}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_rfc3339({300'000'000'000'000}), "9999-08-15T05:20:00.000Z") << "no year has more";
    EXPECT_EQ(to_rfc3339({1'009'999'999'009}), "2002-01-02T19:33:19.009Z");
    EXPECT_FALSE(from_rfc3339("2026-02-30T00:00:00.000Z"));
    EXPECT_FALSE(from_rfc3339("2026-11-29 07:14:56.789Z"));
}

TEST(Text, IsCleanedBeforeItIsStored) {
    EXPECT_EQ(clean_text("  hi\r\nthere\x07 "), "hi\nthere");
    EXPECT_EQ(clean_text("e\u0301"), "\u00e9");               // normal form C
    EXPECT_EQ(clean_text(" \u200b\u200d\ufeff\u2060 "), "");  // nothing to see
    EXPECT_EQ(clean_text("\u0661\u0662"), "\u0661\u0662");
    std::string zalgo = "a";
    for (int i = 0; i < 50; ++i) zalgo += "\u0334";
    EXPECT_EQ(code_points(clean_text(zalgo)), 9u);  // the base and eight marks
    EXPECT_EQ(clean_line("a\nb\tc"), "a b c");
}

TEST(Text, IsMeasuredAndCutInCodePoints) {
    EXPECT_EQ(code_points("äöü😀"), 4u);
    EXPECT_EQ(shorten("äöü😀", 4), "äöü😀");
    EXPECT_EQ(shorten("äöü😀x", 4), "äöü😀…");
    EXPECT_EQ(fold_case("Änne"), fold_case("änne"));
}

TEST(Text, KnowsUtf8) {
    EXPECT_TRUE(is_utf8("grüße 😀"));
    EXPECT_FALSE(is_utf8("\xc0\xaf"));
    EXPECT_FALSE(is_utf8("\xed\xa0\x80"));
    EXPECT_FALSE(is_utf8("\xf4\x90\x80\x80"));
    EXPECT_FALSE(is_utf8("\xe2\x82"));
}

TEST(Json, EscapesWhatItMust) {
    EXPECT_EQ(to_json(std::string{"a\"b\\c\n\x01ü"}), "\"a\\\"b\\\\c\\n\\u0001ü\"");
}

TEST(Limits, AreSetByNameAndCheck) {
    Limits limits;
    EXPECT_FALSE(set_limit(limits, "grace_s", "7"));
    EXPECT_EQ(limits.grace_s, 7);
    EXPECT_TRUE(set_limit(limits, "no_such_limit", "7"));
    EXPECT_TRUE(set_limit(limits, "grace_s", "0"));
    EXPECT_TRUE(set_limit(limits, "grace_s", "7x"));
    EXPECT_EQ(limits.grace_s, 7);
}

TEST(Passwords, AreVerifiedAgainstTheirHashOnly) {
    auto const hash = hash_password("correct horse battery", HashCost::test);
    EXPECT_TRUE(verify_password(hash, "correct horse battery"));
    EXPECT_FALSE(verify_password(hash, "correct horse batterz"));
    EXPECT_NE(hash, hash_password("correct horse battery", HashCost::test));
    EXPECT_NE(make_token(), make_token());
}

}  // namespace
}  // namespace parley
