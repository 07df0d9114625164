#include "client/backoff.hpp"

#include <gmock/gmock.h>

namespace parley::client {
namespace {

using std::chrono::milliseconds;

TEST(Backoff, GrowsToItsLongestAndIsSpreadOverTheWholeSpan) {
    milliseconds longest_first{0};
    milliseconds longest_late{0};
    milliseconds shortest_late{99'999};
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Backoff backoff{{}, seed};
        longest_first = std::max(longest_first, backoff.next());
        for (int i = 0; i < 40; ++i) backoff.next();
        auto const late = backoff.next();
        longest_late = std::max(longest_late, late);
        shortest_late = std::min(shortest_late, late);
    }
    EXPECT_LE(longest_first, milliseconds{500});
    EXPECT_GT(longest_first, milliseconds{400});
    EXPECT_LE(longest_late, milliseconds{30'000});
    EXPECT_GT(longest_late, milliseconds{27'000});
    EXPECT_LT(shortest_late, milliseconds{3'000});
}

TEST(Backoff, TheServersWordCountsAndResetStartsAgain) {
    Backoff backoff{{milliseconds{500}, milliseconds{30'000}}, 7};
    EXPECT_EQ(backoff.next(milliseconds{1234}), milliseconds{1234});
    for (int i = 0; i < 10; ++i) backoff.next();
    backoff.reset();
    EXPECT_LE(backoff.next(), milliseconds{500});
}

}  // namespace
}  // namespace parley::client
