#include "storm.hpp"

#include <set>

#include <gmock/gmock.h>

#include "served.hpp"

namespace parley::history {
namespace {

TEST(Storm, EveryHarmComesOnceInATurn) {
    StormOptions const options{.seed = 5, .nodes = 3, .bus = true, .brief = false};
    for (std::uint64_t turn = 0; turn < 5; ++turn) {
        std::set<Harm> harms;
        for (std::uint64_t round = 1; round <= 8; ++round) {
            auto const storm = make_storm(options, turn * 8 + round);
            EXPECT_LT(storm.node, 3u);
            harms.insert(storm.harm);
        }
        EXPECT_EQ(harms.size(), 8u);
    }
}

TEST(Storm, TheSeedFixesIt) {
    for (std::uint64_t round = 1; round <= 20; ++round) {
        auto const one = make_storm({.seed = 3}, round);
        auto const same = make_storm({.seed = 3}, round);
        EXPECT_EQ(one.harm, same.harm);
        EXPECT_EQ(one.node, same.node);
        EXPECT_EQ(one.span, same.span);
    }
}

TEST(Served, AChatIsServedOnceBothSidesHaveReadWhatWasWrittenAfterTheFault) {
    Served served;
    served.sent("before", true);
    served.fault({"a", "b"});
    served.told("a", "before", false);
    served.sent("from a customer", true);
    served.sent("from an agent", false);
    served.told("a", "from an agent", false);  // its own
    served.told("a", "from an agent", true);
    EXPECT_FALSE(served.all());
    served.told("a", "from a customer", false);
    served.told("b", "from a customer", false);
    EXPECT_FALSE(served.all());
    served.told("b", "from an agent", true);
    EXPECT_TRUE(served.all());
    EXPECT_EQ(served.spans().size(), 2u);
}

}  // namespace
}  // namespace parley::history
