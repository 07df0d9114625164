#include "files/pictures.hpp"

#include <algorithm>

#include <gmock/gmock.h>

#include "files/looking.hpp"
#include "files/make_files.hpp"

namespace parley::files::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

struct Kind {
    std::string_view extension;
    std::string_view media;
};
class EachPicture : public ::testing::TestWithParam<Kind> {};
INSTANTIATE_TEST_SUITE_P(Kinds, EachPicture,
                         ::testing::Values(Kind{"jpg", "image/jpeg"}, Kind{"jpeg", "image/jpeg"},
                                           Kind{"png", "image/png"}, Kind{"gif", "image/gif"},
                                           Kind{"webp", "image/webp"}),
                         [](auto const& it) { return std::string{it.param.extension}; });

TEST_P(EachPicture, IsMadeAnewWithASmallOne) {
    auto const [extension, media] = GetParam();
    auto const found = look(picture({.media = media, .width = 1300, .height = 500}), extension);
    ASSERT_EQ(verdict(found.looked), "fine");
    EXPECT_EQ(found.looked.picture->media, media);
    EXPECT_EQ(found.looked.picture->width, 1300);
    EXPECT_EQ(found.looked.picture->height, 500);
    EXPECT_EQ(found.looked.small->width, 640);
    EXPECT_EQ(found.looked.small->height, 246);
    EXPECT_EQ(found.looked.small->media, "image/jpeg");
    EXPECT_FALSE(found.looked.warning);
    EXPECT_EQ(found.text, "");
}

TEST_P(EachPicture, OfAnotherKindIsRefused) {
    auto const [extension, media] = GetParam();
    for (std::string_view other : {"image/jpeg", "image/png", "image/gif", "image/webp"}) {
        if (other != media) EXPECT_EQ(verdict(picture({.media = other}), extension), "type");
    }
}

TEST_P(EachPicture, CutOffIsBroken) {
    auto const [extension, media] = GetParam();
    auto const whole = picture({.media = media, .width = 300, .height = 300, .noise = true});
    EXPECT_EQ(verdict(std::string_view{whole}.substr(0, whole.size() / 2), extension), "broken");
}

TEST_P(EachPicture, OfMorePointsThanMayBeIsTooLarge) {
    auto const [extension, media] = GetParam();
    EXPECT_EQ(verdict(picture({.media = media, .width = 10000, .height = 4100}), extension),
              "too_large");
}

TEST_P(EachPicture, LosesWhatStandsBehindIt) {
    auto const [extension, media] = GetParam();
    auto const polyglot = picture({.media = media}) + "*/=1;alert(4711)//";
    auto const found = look(polyglot, extension);
    ASSERT_EQ(verdict(found.looked), "fine");
    EXPECT_THAT(found.looked.picture->bytes, Not(HasSubstr("4711")));
    EXPECT_THAT(found.looked.small->bytes, Not(HasSubstr("4711")));
}

TEST(Pictures, LosesPlaceAndCamera) {
    for (std::string_view media : {"image/jpeg", "image/png", "image/webp"}) {
        auto const taken = picture({.media = media, .place = true});
        bool const is_png = media == "image/png";
        ASSERT_THAT(fields_of(taken),
                    Contains(is_png ? "png-comment-0-Comment" : "exif-ifd3-GPSLatitude"));
        auto const extension = media.substr(6);
        auto const found = look(taken, extension);
        ASSERT_EQ(verdict(found.looked), "fine") << media;
        for (auto const* one : {&found.looked.picture, &found.looked.small}) {
            EXPECT_THAT((*one)->bytes, Not(HasSubstr("Secret Camera")));
            EXPECT_THAT(fields_of((*one)->bytes), Not(Contains(HasSubstr("GPS"))));
            EXPECT_THAT(fields_of((*one)->bytes), Not(Contains(HasSubstr("Make"))));
            EXPECT_THAT(fields_of((*one)->bytes), Not(Contains(HasSubstr("comment"))));
        }
    }
}

TEST(Pictures, AreTurnedAsTheyWereHeld) {
    auto const found = look(picture({.width = 80, .height = 60, .orientation = 6}), "jpg");
    ASSERT_EQ(verdict(found.looked), "fine");
    EXPECT_EQ(found.looked.picture->width, 60);
    EXPECT_EQ(found.looked.picture->height, 80);
    EXPECT_EQ(found.looked.small->width, 60);
    EXPECT_THAT(fields_of(found.looked.picture->bytes), Not(Contains("orientation")));
}

TEST(Pictures, KeepWhatIsTransparent) {
    auto const png = look(picture({.media = "image/png", .alpha = true}), "png");
    ASSERT_EQ(verdict(png.looked), "fine");
    EXPECT_EQ(png.looked.small->media, "image/png");
    auto const webp = look(picture({.media = "image/webp", .alpha = true}), "webp");
    ASSERT_EQ(verdict(webp.looked), "fine");
    EXPECT_EQ(webp.looked.small->media, "image/webp");
}

TEST(Pictures, KeepTheirFrames) {
    for (std::string_view media : {"image/gif", "image/webp"}) {
        auto const moving = picture({.media = media, .frames = 5, .noise = true});
        ASSERT_EQ(frames_of(moving), 5) << media;
        auto const found = look(moving, media.substr(6));
        ASSERT_EQ(verdict(found.looked), "fine") << media;
        EXPECT_EQ(found.looked.picture->height, 60);
        EXPECT_EQ(frames_of(found.looked.picture->bytes), 5);
        EXPECT_EQ(frames_of(found.looked.small->bytes), 1);
    }
}

TEST(Pictures, D03_OfTooManyFramesAreTooLarge) {
    auto const most =
        picture({.media = "image/gif", .width = 8, .height = 8, .frames = 200, .noise = true});
    EXPECT_EQ(verdict(most, "gif"), "fine");
    auto const more =
        picture({.media = "image/gif", .width = 8, .height = 8, .frames = 201, .noise = true});
    EXPECT_EQ(verdict(more, "gif"), "too_large");
}

TEST(Pictures, FramesCountWithAllTheirPoints) {
    PictureWish const wish{.media = "image/gif", .width = 1000, .height = 1000, .frames = 41};
    EXPECT_EQ(verdict(picture(wish), "gif"), "too_large");
}

TEST(Pictures, D03_ThatOnlySayTheyAreHugeCostNothing) {
    EXPECT_EQ(verdict(png_of_size(50'000, 50'000), "png"), "too_large");
}

TEST(Pictures, TheMostExpensiveOnesPass) {
    for (std::string_view media : {"image/jpeg", "image/png", "image/webp"}) {
        PictureWish const wish{.media = media, .width = 8000, .height = 5000, .progressive = true};
        EXPECT_EQ(verdict(picture(wish), media.substr(6)), "fine") << media;
    }
}

TEST(Pictures, D03_OfRubbishAreRefused) {
    EXPECT_EQ(verdict("\xFF\xD8\xFF\xE0 and nothing else", "jpg"), "broken");
    EXPECT_EQ(verdict("no picture", "png"), "type");
    EXPECT_EQ(verdict("", "gif"), "type");
}

}  // namespace
}  // namespace parley::files::test
