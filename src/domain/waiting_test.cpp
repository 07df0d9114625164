// How long one waits: the likely time, and how often the interval is right.
#include "domain/waiting.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace parley::domain {
namespace {

constexpr Instant now{1'700'000'000'000};

TEST(Waiting, IsThePaceOfTheLastChats) {
    std::vector<Instant> accepted;
    for (int i = 1; i <= 4; ++i) accepted.push_back(now + -seconds{30 * i});
    // All gaps are the same: nothing is uncertain.
    EXPECT_EQ(estimate_wait(accepted, 1, now),
              (WaitEstimate{seconds{30}, seconds{30}, seconds{30}}));
    EXPECT_EQ(estimate_wait(accepted, 3, now),
              (WaitEstimate{seconds{90}, seconds{90}, seconds{90}}));
}

TEST(Waiting, IsNotKnownFromTwoChats) {
    EXPECT_FALSE(estimate_wait(std::vector{now, now}, 1, now));
}

TEST(Waiting, IsLessCertainWhereGapsDiffer) {
    std::vector const accepted{now + -seconds{10}, now + -seconds{70}, now + -seconds{90}};
    auto const estimate = estimate_wait(accepted, 2, now).value();
    EXPECT_EQ(estimate.likely, seconds{60});
    EXPECT_EQ(estimate.least, seconds{0});
    EXPECT_EQ(estimate.most, seconds{122});
}

/// Chats are taken at random times, as in a real queue: the interval is right about as often as it
/// says, at every place in the line.
TEST(Waiting, TheIntervalHoldsFourOfFive) {
    std::mt19937_64 random{1};
    std::exponential_distribution<double> gap{1.0 / 40};
    auto const next = [&](Instant at) {
        return at + milliseconds{static_cast<std::int64_t>(gap(random) * 1000)};
    };
    for (int const position : {1, 2, 5, 20}) {
        int right = 0;
        constexpr int rounds = 4000;
        for (int round = 0; round < rounds; ++round) {
            std::vector<Instant> accepted{Instant{0}};
            for (int i = 1; i < 20; ++i) accepted.push_back(next(accepted.back()));
            auto const asked = accepted.back();
            std::ranges::reverse(accepted);
            auto const estimate = estimate_wait(accepted, position, asked).value();
            auto served = asked;
            for (int i = 0; i < position; ++i) served = next(served);
            auto const waited = served - asked;
            if (waited >= estimate.least && waited <= estimate.most) ++right;
        }
        auto const share = static_cast<double>(right) / rounds;
        EXPECT_GT(share, 0.72) << position;
        EXPECT_LT(share, 0.95) << position;
    }
}

}  // namespace
}  // namespace parley::domain
