#include "domain/routing.hpp"

#include <gtest/gtest.h>

namespace parley::domain {
namespace {

constexpr Instant now{1'000'000};
constexpr milliseconds exclude{60'000};

TEST(Choose, TakesWhoHasBeenIdleLongest) {
    std::vector<ReadyAgent> const ready{
        {UserId{1}, {500}, 0}, {UserId{2}, {300}, 0}, {UserId{3}, {400}, 0}};
    EXPECT_EQ(choose(ready, {}, exclude, now), UserId{2});
}

TEST(Choose, TakesWhoHasLessToDoOfTwoWhoAreIdleForTheSameTime) {
    std::vector<ReadyAgent> const ready{{UserId{4}, {300}, 2}, {UserId{9}, {300}, 1}};
    EXPECT_EQ(choose(ready, {}, exclude, now), UserId{9});
}

TEST(Choose, TakesTheLowerIdOfTwoWithTheSameToDo) {
    std::vector<ReadyAgent> const ready{{UserId{9}, {300}, 0}, {UserId{4}, {300}, 0}};
    EXPECT_EQ(choose(ready, {}, exclude, now), UserId{4});
}

TEST(Choose, PassesOverWhoLetTheChatPassUntilTheExclusionEnds) {
    std::vector<ReadyAgent> const ready{{UserId{1}, {100}, 0}, {UserId{2}, {300}, 0}};
    std::vector<PastOffer> const past{{UserId{1}, now + milliseconds{-1000}}};
    EXPECT_EQ(choose(ready, past, exclude, now), UserId{2});
    EXPECT_EQ(choose(ready, past, exclude, now + milliseconds{58'999}), UserId{2});
    EXPECT_EQ(choose(ready, past, exclude, now + milliseconds{59'000}), UserId{1});
}

TEST(Choose, TakesNobodyWhereNobodyIsReadyOrAllAreExcluded) {
    EXPECT_EQ(choose({}, {}, exclude, now), std::nullopt);
    std::vector<ReadyAgent> const ready{{UserId{1}, {100}, 0}};
    std::vector<PastOffer> const past{{UserId{1}, now}};
    EXPECT_EQ(choose(ready, past, exclude, now), std::nullopt);
}

TEST(NextChance, IsTheEndOfTheEarliestExclusion) {
    std::vector<ReadyAgent> const ready{{UserId{1}, {100}, 0}, {UserId{2}, {200}, 0}};
    std::vector<PastOffer> const past{{UserId{1}, {999'000}}, {UserId{2}, {950'000}}};
    EXPECT_EQ(next_chance(ready, past, exclude, now), Instant{1'010'000});
    EXPECT_EQ(next_chance(ready, {}, exclude, now), std::nullopt);
}

TEST(EstimateWait, IsThePaceOfTheLastChatsTimesThePosition) {
    std::vector<Instant> const accepted{{990'000}, {960'000}, {910'000}};
    EXPECT_EQ(estimate_wait(accepted, 1, now), seconds{30});
    EXPECT_EQ(estimate_wait(accepted, 3, now), seconds{90});
}

TEST(EstimateWait, SaysNothingWithoutGrounds) {
    std::vector<Instant> const accepted{{990'000}, {960'000}};
    EXPECT_EQ(estimate_wait(accepted, 1, now), std::nullopt);
}

}  // namespace
}  // namespace parley::domain
