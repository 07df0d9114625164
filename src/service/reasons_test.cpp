#include "service/reasons.hpp"

#include <gmock/gmock.h>

namespace parley::service {
namespace {

using domain::Standing;

domain::Judged judged(std::int64_t id, Standing standing) {
    return {UserId{id}, standing, milliseconds{1234}, 150, 5, 17, std::nullopt, std::nullopt};
}

TEST(Reasons, N2_ComeBackAsTheyWere) {
    Reasons reasons{domain::Strategy::round_robin, milliseconds{-5}, -3, {}, {}};
    reasons.judged = {judged(1, Standing::chosen), judged(2, Standing::lacks_skill),
                      judged(3, Standing::declined)};
    reasons.judged[1].gap = {SkillId{9}, 0, 4};
    reasons.judged[2].until = Instant{99};
    auto const back = unpack(pack(reasons));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->strategy, reasons.strategy);
    EXPECT_EQ(back->waited, reasons.waited);
    EXPECT_EQ(back->priority, -3);
    ASSERT_EQ(back->judged.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(back->judged[i].agent, reasons.judged[i].agent);
        EXPECT_EQ(back->judged[i].standing, reasons.judged[i].standing);
        EXPECT_EQ(back->judged[i].idle, reasons.judged[i].idle);
        EXPECT_EQ(back->judged[i].used, 150);
        EXPECT_EQ(back->judged[i].capacity, 5);
        EXPECT_EQ(back->judged[i].turn, 17);
        EXPECT_EQ(back->judged[i].gap, reasons.judged[i].gap);
        EXPECT_EQ(back->judged[i].until, reasons.judged[i].until);
    }
}

TEST(Reasons, N2_AreBoundedHoweverManyMembersThereAre) {
    constexpr auto big = std::numeric_limits<std::int64_t>::max();
    Reasons reasons;
    for (int i = 0; i < 10'000; ++i) {
        auto one = judged(big - i, i == 0 ? Standing::chosen : Standing::level_too_low);
        one.gap = {SkillId{big}, 1, 2};
        reasons.judged.push_back(one);
    }
    auto const text = pack(reasons);
    EXPECT_LT(text.size(), 2000u);
    auto const back = unpack(text);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->judged.size(), 1 + reasons_kept);
    EXPECT_THAT(back->rest, testing::ElementsAre(RestOf{Standing::level_too_low, 9987}));
}

TEST(Reasons, OfAnotherFormAreNone) {
    for (auto const* text : {"", "fastest 1 2", "longest_idle 1", "longest_idle 1 2 3",
                             "longest_idle 1 2/7 chosen 1 2 3", "longest_idle 1 2/7 chosen 1 2 3 x",
                             "longest_idle 1 2+offline", "longest_idle 1 2+offline 3 4"}) {
        EXPECT_EQ(unpack(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace parley::service
