#include "live/outbox.hpp"

#include <gtest/gtest.h>

namespace parley::live {
namespace {

std::string taken(Outbox& outbox, std::size_t bytes_max = 1000) {
    std::string text;
    outbox.take(text, bytes_max);
    return text;
}

TEST(Outbox, OneFrameLeavesAsItIsAndSeveralAsOneArray) {
    Outbox outbox{8, 1000};
    EXPECT_EQ(outbox.push(make_frame("{1}")), Push::ok);
    EXPECT_EQ(taken(outbox), "{1}");
    EXPECT_TRUE(outbox.empty());
    EXPECT_EQ(outbox.push(make_frame("{1}")), Push::ok);
    EXPECT_EQ(outbox.push(make_frame("{2}")), Push::ok);
    EXPECT_EQ(taken(outbox), "[{1},{2}]");
    EXPECT_EQ(taken(outbox), "");
}

TEST(Outbox, ABatchEndsBeforeItsLimitButHasAtLeastOneFrame) {
    Outbox outbox{8, 1000};
    for (auto const* text : {"{11}", "{22}", "{33333333}", "{4}"}) outbox.push(make_frame(text));
    EXPECT_EQ(taken(outbox, 8), "[{11},{22}]");
    EXPECT_EQ(taken(outbox, 8), "{33333333}");
    EXPECT_EQ(taken(outbox, 8), "{4}");
    EXPECT_TRUE(outbox.empty());
}

TEST(Outbox, RefusesMoreFramesOrBytesThanItsLimits) {
    Outbox frames{2, 1000};
    EXPECT_EQ(frames.push(make_frame("a")), Push::ok);
    EXPECT_EQ(frames.push(make_frame("b")), Push::ok);
    EXPECT_EQ(frames.push(make_frame("c")), Push::overflow);
    taken(frames);
    EXPECT_EQ(frames.push(make_frame("c")), Push::ok);

    Outbox bytes{100, 4};
    EXPECT_EQ(bytes.push(make_frame("1234")), Push::ok);
    EXPECT_EQ(bytes.push(make_frame("5")), Push::overflow);
}

// A resume may hand over a thousand events at once, and the next live event must not break the
// socket.
TEST(Outbox, WhatIsUnboundedDoesNotCountAgainstWhatFollows) {
    Outbox outbox{2, 10};
    for (int i = 0; i < 5; ++i) outbox.push_unbounded(make_frame("0123456789"));
    EXPECT_EQ(outbox.push(make_frame("1")), Push::ok);
    EXPECT_EQ(outbox.push(make_frame("2")), Push::ok);
    EXPECT_EQ(outbox.push(make_frame("3")), Push::overflow);
    taken(outbox, 25);  // two of the unbounded ones: they make no room for others
    EXPECT_EQ(outbox.push(make_frame("3")), Push::overflow);
    taken(outbox, 1000);
    EXPECT_EQ(outbox.push(make_frame("3")), Push::ok);
}

}  // namespace
}  // namespace parley::live
