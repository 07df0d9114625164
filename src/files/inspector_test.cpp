#include "files/inspector.hpp"

#include <cerrno>
#include <csignal>
#include <stdexcept>

#include <gmock/gmock.h>

#include "files/looking.hpp"
#include "files/make_files.hpp"

namespace parley::files::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// How a child of this kind ends, for a picture and for another file.
void expect_given_up(std::string const& how, milliseconds wait_max = seconds{60}) {
    auto const with = inspector(how, wait_max);
    EXPECT_EQ(verdict(look(picture({}), "jpg", with).looked), "broken") << how;
    EXPECT_EQ(verdict(look("text", "txt", with).looked), "unreadable") << how;
}

TEST(Inspector, AChildThatDiesSaysNothingGood) {
    expect_given_up("crash");
    expect_given_up("leave");
}

TEST(Inspector, AChildThatHangsIsEndedInTime) { expect_given_up("hang", milliseconds{200}); }

TEST(Inspector, APictureThatTakesTooLongIsTooLarge) {
    EXPECT_EQ(verdict(look(picture({}), "jpg", inspector("over-time")).looked), "too_large");
    EXPECT_EQ(verdict(look("text", "txt", inspector("over-time")).looked), "unreadable");
}

TEST(Inspector, AChildThatLiesIsNotBelieved) {
    for (auto const* how : {"lie-length", "lie-letter", "lie-utf8", "lie-media", "lie-size",
                            "lie-zero", "lie-small", "lie-text"}) {
        EXPECT_EQ(verdict(look(picture({}), "jpg", inspector(how)).looked), "broken") << how;
    }
    for (auto const* how : {"lie-length", "lie-letter", "lie-utf8", "lie-media"}) {
        EXPECT_EQ(verdict(look("text", "txt", inspector(how)).looked), "unreadable") << how;
    }
}

TEST(Inspector, AChildThatTalksWithoutEndIsEnded) {
    std::size_t bytes = 0;
    auto const looked = inspector("lie-endless")
                            .look_into("text", type_of("txt"),
                                       [&](std::string_view piece) { bytes += piece.size(); }, {});
    EXPECT_EQ(verdict(looked), "unreadable");
    EXPECT_LE(bytes, std::size_t{101} << 20);
}

TEST(Inspector, AStopEndsTheChildAtOnce) {
    std::stop_source stop;
    std::string said;
    auto const looked = inspector("hang").look_into(
        "text", type_of("txt"),
        [&](std::string_view piece) {
            said += piece;
            stop.request_stop();
        },
        stop.get_token());
    EXPECT_EQ(verdict(looked), "later");
    EXPECT_EQ(looked.why, "stopped");
    ASSERT_FALSE(said.empty());
    EXPECT_EQ(::kill(std::stoi(said), 0), -1);
    EXPECT_EQ(errno, ESRCH);
}

TEST(Inspector, AStopBeforeItIsHeardToo) {
    std::stop_source stop;
    stop.request_stop();
    auto const looked =
        inspector().look_into("text", type_of("txt"), [](std::string_view) {}, stop.get_token());
    EXPECT_EQ(verdict(looked), "later");
}

TEST(Inspector, ASinkThatThrowsLeavesNoChild) {
    std::string said;
    auto const sink = [&](std::string_view piece) {
        said += piece;
        throw std::runtime_error{"no more"};
    };
    EXPECT_THROW(inspector("hang").look_into("text", type_of("txt"), sink, {}), std::runtime_error);
    EXPECT_EQ(::kill(std::stoi(said), 0), -1);
}

TEST(Inspector, WithoutAProgramItIsForLater) {
    Inspector const none{{"/nowhere/parley", {}}, seconds{5}};
    auto const looked = look("text", "txt", none).looked;
    EXPECT_EQ(verdict(looked), "later");
    EXPECT_EQ(looked.why, "no process could be started");
}

TEST(Inspector, AFileOfTooManyBytesIsNotGivenToAChild) {
    std::string const much(file_bytes_max + 1, 'x');
    EXPECT_EQ(verdict(look(much, "txt", inspector("hang")).looked), "too_large");
}

TEST(Inspector, ALargeFileGoesThrough) {
    std::string much;
    while (much.size() < 20'000'000) much += "Nothing of it is a number that anybody has.\n";
    auto const found = look(much, "txt");
    EXPECT_EQ(verdict(found.looked), "fine");
    EXPECT_TRUE(found.text == much);
    EXPECT_FALSE(found.card);
}

TEST(Confined, AChildCanDoNothingButCompute) {
    auto const said = look("text", "txt", inspector("attempts")).text;
    for (auto const* what : {"open", "write", "socket", "fork", "run", "kill", "code", "limit",
                             "environment", "descriptor"}) {
        EXPECT_THAT(said, HasSubstr(std::string{what} + ": no")) << what;
    }
}

TEST(Confined, AChildCannotEatTheMemory) {
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    GTEST_SKIP() << "sanitizers take terabytes of address space";
#endif
#endif
    EXPECT_EQ(look("text", "txt", inspector("eat")).text, "no");
}

}  // namespace
}  // namespace parley::files::test
