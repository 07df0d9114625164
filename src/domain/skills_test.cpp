#include "domain/skills.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace parley::domain {
namespace {

constexpr SkillId german{7};
constexpr SkillId billing{8};

Need const relaxing{german, 8, {{20, 5}, {60, 0}}};

TEST(Needs, AskForLessTheLongerAChatWaits) {
    EXPECT_EQ(level_needed(relaxing, seconds{0}), 8);
    EXPECT_EQ(level_needed(relaxing, milliseconds{19'999}), 8);
    EXPECT_EQ(level_needed(relaxing, seconds{20}), 5);
    EXPECT_EQ(level_needed(relaxing, seconds{60}), 0);
}

TEST(Needs, SayWhenALevelIsEnough) {
    EXPECT_EQ(enough_after(relaxing, 9), seconds{0});
    EXPECT_EQ(enough_after(relaxing, 6), seconds{20});
    EXPECT_EQ(enough_after(relaxing, 0), seconds{60});
    EXPECT_EQ(enough_after({german, 3, {}}, 2), std::nullopt);
}

TEST(Needs, OfAChatStandInPlaceOfItsQueues) {
    std::vector<Need> const queue{{german, 3, {}}, {billing, 2, {}}};
    std::vector<Need> const chat{{german, 9, {}}};
    EXPECT_EQ(combined(queue, chat), (std::vector<Need>{{german, 9, {}}, {billing, 2, {}}}));
    EXPECT_EQ(combined(queue, {}), queue);
}

TEST(Needs, AreRefusedWithTheFieldThatIsWrong) {
    EXPECT_EQ(wrong(relaxing), std::nullopt);
    EXPECT_EQ(wrong({german, 0, {}})->field, "level");
    EXPECT_EQ(wrong({german, 11, {}})->field, "level");
    EXPECT_EQ(wrong({german, 5, {{10, 5}}})->field, "relaxations/0/level");
    EXPECT_EQ(wrong({german, 5, {{0, 4}}})->field, "relaxations/0/after_s");
    EXPECT_EQ(wrong({german, 5, {{10, 4}, {10, 3}}})->field, "relaxations/1/after_s");
    EXPECT_EQ(wrong({german, 5, {{10, -1}}})->field, "relaxations/0/level");
}

TEST(Needs, AsAWordOfAnotherFormAreRefused) {
    EXPECT_EQ(needs_from_word(""), std::vector<Need>{});
    for (auto const* word : {" ", "7", "7:", "7:3,", "7:3 ", "7:3,5", "7:3;8:1"}) {
        EXPECT_EQ(needs_from_word(word), std::nullopt) << word;
    }
}

Need some_need(std::int64_t skill) {
    Need need{SkillId{skill}, *rc::gen::inRange<std::int64_t>(1, skill_level_max + 1), {}};
    std::int64_t after = 0;
    for (auto level = need.level; level > 0 && *rc::gen::arbitrary<bool>();) {
        level = *rc::gen::inRange<std::int64_t>(0, level);
        after += *rc::gen::inRange<std::int64_t>(1, 100);
        need.relaxations.push_back({after, level});
    }
    return need;
}

RC_GTEST_PROP(Needs, ComeBackFromTheirWordAsTheyWere, ()) {
    std::vector<Need> needs;
    auto const count = *rc::gen::inRange(0, 5);
    for (int i = 0; i < count; ++i) needs.push_back(some_need(i + 1));
    RC_ASSERT(needs_from_word(to_word(needs)) == needs);
}

RC_GTEST_PROP(Needs, AreMetFromTheMomentThatEnoughAfterNames, ()) {
    auto const need = some_need(1);
    auto const level = *rc::gen::inRange<std::int64_t>(0, skill_level_max + 1);
    auto const waited = milliseconds{*rc::gen::inRange(0, 300'000)};
    auto const enough = enough_after(need, level);
    RC_ASSERT((level_needed(need, waited) <= level) == (enough && *enough <= waited));
}

}  // namespace
}  // namespace parley::domain
