#include "domain/policy.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "domain/presets.hpp"

namespace parley::domain {
namespace {

TEST(Policy, EverySwitchCanBeReadAndWrittenByItsName) {
    for (auto const& described : switches()) {
        Policy policy;
        auto values = described.choices;
        if (described.kind == SwitchKind::yes_no) values = {"true", "false"};
        if (described.kind == SwitchKind::status) values.push_back("lunch");
        if (described.kind == SwitchKind::queue) values = {"", "queue_01jd8x0k2m9vq"};
        std::vector<std::string> words{values.begin(), values.end()};
        if (described.kind == SwitchKind::number) {
            words = {std::to_string(described.min), std::to_string(described.max)};
        }
        ASSERT_FALSE(words.empty()) << described.name;
        for (auto const& word : words) {
            EXPECT_EQ(wrong_value(described, word), std::nullopt) << described.name << " " << word;
            set_switch(policy, described.name, word);
            EXPECT_EQ(value_of(policy, described.name), word) << described.name;
        }
    }
}

TEST(Policy, WhatIsNoValueIsRefusedWithTheRule) {
    auto const wrong = [](std::string_view name, std::string_view value) {
        return wrong_value(*find_switch(name), value).value_or("");
    };
    EXPECT_EQ(wrong("routing", "sometimes"), "must be one of push, pull, assign, hybrid");
    EXPECT_EQ(wrong("cap", "0"), "must be a number from 1 to 1000");
    EXPECT_EQ(wrong("cap", "5 "), "must be a number from 1 to 1000");
    EXPECT_EQ(wrong("cap", "99999999999999999999"), "must be a number from 1 to 1000");
    EXPECT_EQ(wrong("reject", "yes"), "must be true or false");
    EXPECT_EQ(wrong("reject_next", ""), "must be the key of a status");
    EXPECT_EQ(wrong("overflow_queue", "Orders"), "must be the id of a queue, or empty");
    EXPECT_EQ(find_switch("no_such"), nullptr);
}

TEST(Policy, WhatHoldsWhereNothingIsSetIsWithinTheRules) {
    for (auto const& described : switches()) {
        EXPECT_EQ(wrong_value(described, value_of({}, described.name)), std::nullopt)
            << described.name;
    }
}

TEST(Presets, EachHasTheStatusesThatItsSwitchesName) {
    ASSERT_EQ(presets().size(), 5u);
    for (auto const& preset : presets()) {
        auto const has = [&](std::string const& key) {
            return std::ranges::count(preset.statuses, key, &Status::key) == 1;
        };
        for (std::string const key : {available, offline, missed}) EXPECT_TRUE(has(key)) << key;
        for (auto const& described : switches()) {
            if (described.kind != SwitchKind::status) continue;
            auto const value = value_of(preset.policy, described.name);
            bool const word = std::ranges::count(described.choices, value) > 0;
            EXPECT_TRUE(word || has(value)) << preset.key << " " << described.name;
        }
        for (auto const& reason : preset.reasons) EXPECT_TRUE(has(reason.status)) << preset.key;
    }
}

TEST(Presets, AreWhatTheFiveSystemsDo) {
    auto const of = [](char const* key) { return find_preset(key)->policy; };
    EXPECT_EQ(of("pull_desk").routing, Routing::pull);               // A5
    EXPECT_EQ(of("pull_desk").cap, 1);                               // A10
    EXPECT_FALSE(of("push_desk").reject);                            // E4
    EXPECT_EQ(of("push_desk").reject_next, on_break);                // E6
    EXPECT_EQ(of("push_desk").timeout_next, on_break);               // E7
    EXPECT_EQ(of("push_desk").busy_when, BusyWhen::first_chat);      // E5
    EXPECT_EQ(of("assigned_desk").routing, Routing::assign);         // V17
    EXPECT_EQ(of("assigned_desk").strategy, Strategy::round_robin);  // V12
    EXPECT_EQ(of("assigned_desk").busy_when, BusyWhen::over_cap);    // V14
    EXPECT_TRUE(of("verified_desk").reject);                         // O2
    EXPECT_EQ(of("verified_desk").offer_timer, OfferTimer::down);    // O3
    EXPECT_EQ(of("media_desk").offer_timer, OfferTimer::up);         // W2
    EXPECT_EQ(of("media_desk").timeout_next, missed);                // W4
    EXPECT_FALSE(of("media_desk").reject);                           // W16
    EXPECT_TRUE(of("media_desk").wrap_up_blocks);                    // W45
}

}  // namespace
}  // namespace parley::domain
