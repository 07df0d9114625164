#include "files/picture_text.hpp"

#include <gmock/gmock.h>

#include "files/looking.hpp"
#include "files/make_files.hpp"

namespace parley::files::test {
namespace {

using ::testing::HasSubstr;

// Not one that is easily read, like four ones in a row.
constexpr std::string_view on_it = "Erika Mustermann\n\n4539 1488 0343 6467\n\nVALID THRU 12/27";

PictureWish card_of(PictureWish wish = {}) {
    wish.width = 1200;
    wish.height = 900;
    wish.text = on_it;
    return wish;
}

Found read(PictureWish const& wish) {
    return look(picture(wish), wish.media.substr(6), inspector(), PictureText::read);
}

struct Way {
    char const* name;
    PictureWish wish;
};
class EachWay : public ::testing::TestWithParam<Way> {};
INSTANTIATE_TEST_SUITE_P(
    Ways, EachWay,
    ::testing::Values(Way{"Jpeg", {}}, Way{"Png", {.media = "image/png"}},
                      Way{"Webp", {.media = "image/webp"}}, Way{"Gif", {.media = "image/gif"}},
                      Way{"WhiteOnBlack", {.dark = true}}, Way{"Tilted", {.turned = 4}},
                      Way{"OnItsSide", {.turned = 90}}, Way{"OnTheOtherSide", {.turned = 270}},
                      Way{"UpsideDown", {.turned = 180}}),
    [](auto const& it) { return std::string{it.param.name}; });

TEST_P(EachWay, fH13_ACardInAPictureIsSeen) {
    auto const found = read(card_of(GetParam().wish));
    ASSERT_EQ(verdict(found.looked), "fine");
    EXPECT_TRUE(found.card) << found.text;
}

TEST(PictureText, fH13_WithoutTheSwitchNobodyReadsIt) {
    auto const found = look(picture(card_of()), "jpeg");
    EXPECT_EQ(verdict(found.looked), "fine");
    EXPECT_EQ(found.text, "");
}

TEST(PictureText, OtherTextIsNoCard) {
    auto wish = card_of();
    wish.text = "Your parcel 4471 has arrived\n\nThank you for your patience";
    auto const found = read(wish);
    ASSERT_EQ(verdict(found.looked), "fine");
    EXPECT_THAT(found.text, HasSubstr("parcel 4471"));
    EXPECT_FALSE(found.card);
}

TEST(PictureText, fH13_InALaterFrame) {
    auto const found = look(moving_card(on_it), "gif", inspector(), PictureText::read);
    ASSERT_EQ(verdict(found.looked), "fine");
    EXPECT_TRUE(found.card) << found.text;
}

TEST(PictureText, WithoutAnyItIsFine) {
    auto const found = read({.width = 1600, .height = 1200, .noise = true});
    EXPECT_EQ(verdict(found.looked), "fine");
    EXPECT_FALSE(found.card);
}

}  // namespace
}  // namespace parley::files::test
