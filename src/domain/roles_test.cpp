// Roles as sets of rights (behaviour.md 8).
#include "domain/roles.hpp"

#include <gtest/gtest.h>

namespace parley::domain {
namespace {

TEST(Roles, ARightThatNeedsAnotherHasItInEveryBuiltInRole) {
    for (auto const& role : built_in_roles) {
        for (auto const right : listed(role.rights)) {
            if (auto const needed = needed_by(right)) {
                EXPECT_TRUE(role.rights.has(*needed)) << role.key << " " << to_word({right});
            }
        }
    }
}

TEST(Roles, EveryRightIsInABuiltInRole) {
    Rights any;
    for (auto const& role : built_in_roles) any.add(role.rights);
    EXPECT_EQ(listed(any), all_rights());
}

TEST(Roles, WhatIsStoredIsReadAgainAndWhatIsNotKnownGrantsNothing) {
    for (auto const& role : built_in_roles) {
        EXPECT_EQ(rights_from_word(to_word(role.rights)), role.rights);
    }
    EXPECT_EQ(to_word({Right::queue_view, Right::chat_pull}), "chat_pull queue_view");
    EXPECT_EQ(rights_from_word("time_travel queue_view chat"), Rights{Right::queue_view});
    EXPECT_TRUE(rights_from_word("").empty());
}

TEST(Roles, A14_AManagerNeedNotBeAbleToChat) {
    EXPECT_FALSE(find_built_in("manager")->rights.has(Right::chat_handle));
}

TEST(Roles, AnAuditorReadsWhatOthersReadAndChangesNothing) {
    auto const auditor = find_built_in("auditor")->rights;
    for (auto const right : {Right::chat_view_all, Right::queue_view, Right::agent_view,
                             Right::report_view, Right::settings_view}) {
        EXPECT_TRUE(auditor.has(right));
    }
    EXPECT_EQ(listed(auditor).size(), 5u);
}

TEST(Roles, OnlyWhoWatchesAndCannotChangeItHasALimitedReach) {
    EXPECT_FALSE(may_be_limited(find_built_in("agent")->rights));
    EXPECT_TRUE(may_be_limited(find_built_in("manager")->rights));
    EXPECT_TRUE(may_be_limited(find_built_in("auditor")->rights));
    EXPECT_FALSE(may_be_limited(find_built_in("administrator")->rights));
}

}  // namespace
}  // namespace parley::domain
