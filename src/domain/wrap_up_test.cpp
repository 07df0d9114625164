#include "domain/wrap_up.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace parley::domain {
namespace {

std::vector<ListRule> two_lists() {
    return {{"Outcome", true, false, {CodeId{1}, CodeId{2}}, CodeId{2}},
            {"Topic", false, true, {CodeId{11}, CodeId{12}, CodeId{13}}, CodeId{11}}};
}

using Codes = std::vector<CodeId>;

TEST(WrapUp, E32_ARequiredListHasToHaveACode) {
    auto const lists = two_lists();
    EXPECT_EQ(missing_codes(lists, Codes{CodeId{11}}, {}), "one of Outcome is required");
    EXPECT_EQ(missing_codes(lists, Codes{CodeId{1}}, {}), std::nullopt);
}

TEST(WrapUp, W33_SeveralCodesMayBeChosenWhereTheListTakesThem) {
    auto const lists = two_lists();
    EXPECT_EQ(wrong_codes(lists, Codes{CodeId{1}, CodeId{11}, CodeId{13}}, {}), std::nullopt);
    EXPECT_EQ(wrong_codes(lists, Codes{CodeId{1}, CodeId{2}}, {}), "only one of Outcome");
    EXPECT_EQ(wrong_codes(lists, Codes{CodeId{11}, CodeId{11}}, {}), "one of them is there twice");
    EXPECT_EQ(wrong_codes(lists, Codes{CodeId{99}}, {}), "one of them is in no list for this chat");
    Policy one;
    one.codes_max = 1;
    EXPECT_EQ(wrong_codes(lists, Codes{CodeId{1}, CodeId{11}}, one), "at most 1");
}

TEST(WrapUp, AtLeastSoManyButNoMoreThanThereAre) {
    Policy policy;
    policy.codes_min = 3;
    EXPECT_EQ(missing_codes(two_lists(), Codes{CodeId{1}, CodeId{11}}, policy), "at least 3");
    EXPECT_EQ(missing_codes({}, {}, policy), std::nullopt);
}

TEST(WrapUp, NoRulesAskForMoreThanCanBeChosen) {
    Policy policy;
    policy.codes_min = 3;
    policy.codes_max = 1;
    std::vector<ListRule> const one{{"Outcome", true, false, {CodeId{1}, CodeId{2}}, {}}};
    EXPECT_EQ(missing_codes(one, Codes{CodeId{1}}, policy), std::nullopt);
    EXPECT_EQ(missing_codes(one, Codes{}, policy), "one of Outcome is required");
    std::vector<ListRule> const two{{"Outcome", true, false, {CodeId{1}}, {}},
                                    {"Topic", true, false, {CodeId{11}}, {}}};
    Codes const both{CodeId{1}, CodeId{11}};
    EXPECT_EQ(wrong_codes(two, both, policy), std::nullopt);
    EXPECT_EQ(missing_codes(two, both, policy), std::nullopt);
}

TEST(WrapUp, W44_TheDefaultIsSubmittedWhenTheTimeIsUp) {
    Policy policy;
    policy.wrap_up_on_timeout = WrapUpTimeout::submit_default;
    auto const outcome = timed_out(two_lists(), {}, policy);
    EXPECT_FALSE(outcome.hold);
    EXPECT_EQ(outcome.codes, Codes{CodeId{2}});
    EXPECT_EQ(timed_out(two_lists(), {CodeId{1}}, policy).codes, Codes{CodeId{1}});
}

TEST(WrapUp, S22_ItIsHeldWhileARequiredCodeIsMissing) {
    Policy policy;
    policy.wrap_up = domain::WrapUp::timed;
    EXPECT_TRUE(timed_out(two_lists(), {}, policy).hold);
    EXPECT_FALSE(timed_out(two_lists(), {CodeId{1}}, policy).hold);
    policy.wrap_up_hold = false;
    EXPECT_FALSE(timed_out(two_lists(), {}, policy).hold);
}

RC_GTEST_PROP(WrapUp, DefaultsAreNeverWrong, ()) {
    auto const lists = two_lists();
    Policy policy;
    policy.codes_min = *rc::gen::inRange<std::int64_t>(0, 5);
    auto chosen = *rc::gen::element(Codes{}, Codes{CodeId{1}}, Codes{CodeId{12}, CodeId{13}});
    auto const all = with_defaults(lists, chosen, policy);
    RC_ASSERT(!wrong_codes(lists, all, policy));
    RC_ASSERT(all.size() >= chosen.size());
}

}  // namespace
}  // namespace parley::domain
