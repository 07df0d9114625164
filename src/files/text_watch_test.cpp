#include "files/text_watch.hpp"

#include <gtest/gtest.h>

#include "files/make_files.hpp"

namespace parley::files::test {
namespace {

using domain::redaction::Kind;
using domain::redaction::Rules;

bool found_in(std::string_view text, std::size_t piece_bytes, Rules const& rules = {}) {
    TextWatch watch{rules};
    for (; !text.empty(); text.remove_prefix(std::min(text.size(), piece_bytes))) {
        watch.add(text.substr(0, piece_bytes));
    }
    return watch.found();
}

std::string filler(std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += "Nothing to see here. ";
    text.resize(bytes);
    return text;
}

TEST(TextWatch, FindsACardWhereverItStands) {
    // Around the places where windows end.
    for (std::size_t before = 65'000; before < 65'600; before += 7) {
        auto const text = filler(before) + " " + std::string{card} + " " + filler(700);
        ASSERT_TRUE(found_in(text, text.size())) << before;
    }
    for (std::size_t const piece_bytes : {1, 100, 65'536, 200'000}) {
        EXPECT_TRUE(found_in(filler(150'000) + " " + std::string{card}, piece_bytes));
        EXPECT_FALSE(found_in(filler(150'000), piece_bytes));
    }
    EXPECT_FALSE(found_in("", 1));
}

TEST(TextWatch, CutsNoCharacterAndNoNumber) {
    std::string letters;
    while (letters.size() < 200'000) letters += "äöü€😀";
    EXPECT_FALSE(found_in(letters, letters.size()));
    // One number of 40 digits has no card in it, at whichever end it is cut.
    std::string const number = "9999" + std::string{"4111111111111111"} + "99999999999999999999";
    ASSERT_FALSE(found_in(number, number.size()));
    for (std::size_t before = 64'950; before < 65'560; before += 7) {
        auto const text = filler(before) + " " + number + " " + filler(700);
        ASSERT_FALSE(found_in(text, text.size())) << before;
    }
}

TEST(TextWatch, FindsWhatTheRulesLookFor) {
    constexpr std::string_view iban = "IBAN DE89 3704 0044 0532 0130 00";
    EXPECT_FALSE(found_in(iban, 100));
    Rules rules;
    rules.kinds = {Kind::iban};
    EXPECT_TRUE(found_in(iban, 100, rules));
    EXPECT_FALSE(found_in("My PIN: 4711, the security code: 123", 100));
}

}  // namespace
}  // namespace parley::files::test
