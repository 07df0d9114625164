#include "net/utf8.hpp"

#include <string>

#include <gtest/gtest.h>

namespace parley::net {
namespace {

using enum Utf8Check::Verdict;

Utf8Check::Verdict verdict(std::string_view text) { return check_utf8(text).verdict; }

TEST(Utf8, TakesEveryKindOfCharacter) {
    EXPECT_EQ(verdict(""), whole);
    EXPECT_EQ(verdict(std::string_view{"\0\x7F", 2}), whole);
    EXPECT_EQ(verdict("Grüße, 世界, 😀 und noch mehr als acht Zeichen"), whole);
    EXPECT_EQ(verdict("\xC2\x80"), whole);
    EXPECT_EQ(verdict("\xE0\xA0\x80"), whole);
    EXPECT_EQ(verdict("\xED\x9F\xBF"), whole);
    EXPECT_EQ(verdict("\xEE\x80\x80"), whole);
    EXPECT_EQ(verdict("\xF0\x90\x80\x80"), whole);
    EXPECT_EQ(verdict("\xF4\x8F\xBF\xBF"), whole);
}

TEST(Utf8, RefusesWhatIsNotACharacter) {
    EXPECT_EQ(verdict("\x80"), broken) << "continuation without a lead";
    EXPECT_EQ(verdict("\xC0\x80"), broken) << "overlong NUL";
    EXPECT_EQ(verdict("\xC1\xBF"), broken) << "overlong";
    EXPECT_EQ(verdict("\xE0\x9F\xBF"), broken) << "overlong";
    EXPECT_EQ(verdict("\xF0\x8F\xBF\xBF"), broken) << "overlong";
    EXPECT_EQ(verdict("\xED\xA0\x80"), broken) << "surrogate";
    EXPECT_EQ(verdict("\xED\xBF\xBF"), broken) << "surrogate";
    EXPECT_EQ(verdict("\xF4\x90\x80\x80"), broken) << "above U+10FFFF";
    EXPECT_EQ(verdict("\xF5\x80\x80\x80"), broken);
    EXPECT_EQ(verdict("\xFF"), broken);
    EXPECT_EQ(verdict("\xC3("), broken);
    EXPECT_EQ(verdict("\xE4\xB8("), broken);
    EXPECT_EQ(verdict("12345678\x80"), broken) << "after a run of ASCII";
    EXPECT_EQ(verdict("1234567\x80"), broken) << "within eight bytes";
}

TEST(Utf8, TellsACutOffCharacterFromABrokenOne) {
    for (std::string_view const text : {"ü", "世", "😀"}) {
        for (std::size_t kept = 1; kept < text.size(); ++kept) {
            auto const check = check_utf8("ab" + std::string{text.substr(0, kept)});
            EXPECT_EQ(check.verdict, cut_off);
            EXPECT_EQ(check.whole_bytes, 2u);
        }
    }
    EXPECT_EQ(verdict("\xED\xA0"), broken) << "no third byte can mend a surrogate";
    EXPECT_EQ(verdict("\xF4\x90"), broken);
    EXPECT_EQ(verdict("\xE0\x80"), broken);
}

/// What a slow, plain reading of RFC 3629 says about one code point's encoding.
TEST(Utf8, KnowsEveryCodePoint) {
    for (std::uint32_t point = 0; point <= 0x110000; ++point) {
        std::string text;
        auto const tail = [&](int bits) {
            text.push_back(static_cast<char>(0x80 | (point >> bits & 0x3F)));
        };
        if (point < 0x80) {
            text.push_back(static_cast<char>(point));
        } else if (point < 0x800) {
            text.push_back(static_cast<char>(0xC0 | point >> 6));
            tail(0);
        } else if (point < 0x10000) {
            text.push_back(static_cast<char>(0xE0 | point >> 12));
            tail(6), tail(0);
        } else {
            text.push_back(static_cast<char>(0xF0 | point >> 18));
            tail(12), tail(6), tail(0);
        }
        auto const surrogate = point >= 0xD800 && point <= 0xDFFF;
        ASSERT_EQ(verdict(text), surrogate || point > 0x10FFFF ? broken : whole) << point;
    }
}

}  // namespace
}  // namespace parley::net
