// Teams: a level of switches between queues and agents (W46; behaviour.md 6.5).
#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/administration.hpp"

namespace parley::scenarios {
namespace {

using domain::Scope;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Teams : public Desk {
  protected:
    std::optional<TeamId> team_of(Actor const& agent) {
        for (auto const& one : call(service::user_list, root(), {}).items) {
            if (one.id == agent.user) return one.team;
        }
        return std::nullopt;
    }
    void put(Actor const& agent, std::optional<TeamId> team) {
        service::UserUpdate update{agent.user, {}, {}, {}, {}, {}, {}};
        update.team = team ? to_text(*team) : "";
        call(service::user_update, root(), update);
    }
    std::vector<service::TeamView> teams() { return call(service::team_list, root(), {}).items; }
};

TEST_P(Teams, W46_TheNarrowestLevelThatSetsASwitchWins) {
    auto const anna = agent("anna", {});
    struct Level {
        Scope scope;
        std::optional<std::string> id;
    };
    auto const partition = to_text(call(service::partition_list, root(), {}).items.front().id);
    std::vector<Level> const levels{{Scope::organization, {}},
                                    {Scope::partition, partition},
                                    {Scope::queue, to_text(queue("Support"))},
                                    {Scope::team, to_text(team("Night", {anna.user}))},
                                    {Scope::agent, to_text(anna.user)}};
    for (unsigned set = 0; set < 1U << levels.size(); ++set) {
        std::int64_t expected = 60, expected_cap = 4;
        for (std::size_t i = 0; i < levels.size(); ++i) {
            auto const& [scope, id] = levels[i];
            bool const of_people = scope != Scope::partition && scope != Scope::queue;
            auto const value = static_cast<std::int64_t>(100 + i);
            service::SettingsUpdate update{scope, id, {}, {}};
            if ((set & 1U << i) != 0) {
                update.set = service::Switches{{"wrap_up_s", std::to_string(value)}};
                if (of_people) update.set->emplace("cap", std::to_string(value));
                expected = value;
                if (of_people) expected_cap = value;
            } else {
                update.clear = std::vector<std::string>{"wrap_up_s"};
                if (of_people) update.clear->push_back("cap");
            }
            call(service::settings_update, root(), update);
        }
        EXPECT_EQ(policy("Support", anna).wrap_up_s, expected) << set;
        EXPECT_EQ(presence(anna).capacity, expected_cap) << set;
    }
}

TEST_P(Teams, W46_ATeamsSwitchesHoldForItsMembersAtOnce) {
    auto const anna = agent("anna", {}), ben = agent("ben", {});
    set({{"cap", "1"}});
    be(anna, "available");
    ask(customer("Kim"));
    accept(anna);
    auto const waiting = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), IsEmpty());
    auto const night = team("Night", {anna.user});
    EXPECT_EQ(presence(anna).capacity, 1);
    set_at(Scope::team, to_text(night), {{"cap", "2"}});
    EXPECT_EQ(presence(anna).capacity, 2);
    EXPECT_EQ(presence(ben).capacity, 1);
    EXPECT_THAT(offered(anna), ElementsAre(waiting));
    EXPECT_EQ(call(service::settings_mine, anna, {}).switches.at("cap"), "2");
    // Who joins has it at once and is told; who leaves has what the organization says.
    auto const told_before = told(ben, "settings.changed").size();
    put(ben, night);
    EXPECT_EQ(presence(ben).capacity, 2);
    EXPECT_EQ(told(ben, "settings.changed").size(), told_before + 1);
    EXPECT_EQ(team_of(ben), night);
    put(ben, std::nullopt);
    EXPECT_EQ(presence(ben).capacity, 1);
    EXPECT_EQ(team_of(ben), std::nullopt);
}

TEST_P(Teams, W46_WhoJoinsATeamWithRoomGetsWhatWaits) {
    set({{"cap", "1"}});
    auto const anna = agent("anna", {});
    be(anna, "available");
    ask(customer("Kim"));
    accept(anna);
    auto const waiting = ask(customer("Lee"));
    auto const night = team("Night");
    set_at(Scope::team, to_text(night), {{"cap", "2"}});
    EXPECT_THAT(offered(anna), IsEmpty());
    put(anna, night);
    EXPECT_THAT(offered(anna), ElementsAre(waiting));
}

TEST_P(Teams, AnAgentIsInOneTeamAtMost) {
    auto const anna = agent("anna"), ben = agent("ben");
    auto const night = team("Night", {anna.user, ben.user});
    auto const day = team("Day", {anna.user});
    ASSERT_THAT(teams(), SizeIs(2));
    EXPECT_EQ(teams()[0].name, "Day");
    EXPECT_THAT(teams()[0].members, ElementsAre(anna.user));
    EXPECT_THAT(teams()[1].members, ElementsAre(ben.user));
    EXPECT_EQ(team_of(anna), day);
    call(service::team_save, root(), {night, "Nights", std::vector{anna.user}});
    EXPECT_EQ(team_of(anna), night);
    EXPECT_EQ(team_of(ben), std::nullopt);
    auto const seen = call(service::agent_list, manager("mona"), {}).items;
    EXPECT_EQ(seen.at(0).team->name, "Nights");
    EXPECT_FALSE(seen.at(1).team);
}

TEST_P(Teams, ATeamThatIsRemovedLeavesItsMembersWithoutOne) {
    auto const anna = agent("anna", {});
    auto const night = team("Night", {anna.user});
    set_at(Scope::team, to_text(night), {{"cap", "7"}});
    EXPECT_EQ(presence(anna).capacity, 7);
    call(service::team_remove, root(), {night});
    EXPECT_EQ(presence(anna).capacity, 4);
    EXPECT_EQ(team_of(anna), std::nullopt);
    EXPECT_THAT(teams(), IsEmpty());
    auto const history = call(service::settings_history, root(), {}).items;
    ASSERT_THAT(history, SizeIs(1));
    EXPECT_EQ(history[0].scope, Scope::team);
    EXPECT_EQ(history[0].scope_id, to_text(night));
    EXPECT_EQ(history[0].place, "");
    EXPECT_EQ(refusal([&] { call(service::settings_revert, root(), {history[0].id}); }).path,
              "/change");
    // Another one of this name has nothing of it.
    auto const again = team("Night", {anna.user});
    EXPECT_EQ(presence(anna).capacity, 4);
    EXPECT_NE(again, night);
}

TEST_P(Teams, X34_AWayOfWorkingForOneTeam) {
    auto const anna = agent("anna", {}), ben = agent("ben", {});
    auto const id = to_text(team("Night", {anna.user}));
    auto const preview = call(service::preset_preview, root(), {"pull_desk", Scope::team, id});
    auto const named = [](std::string const& name) {
        return [name](service::SwitchChange const& one) { return one.name == name; };
    };
    EXPECT_TRUE(std::ranges::any_of(preview.switches, named("cap")));
    EXPECT_FALSE(std::ranges::any_of(preview.switches, named("routing"))) << "is of queues";
    call(service::preset_apply, root(), {"pull_desk", Scope::team, id});
    EXPECT_EQ(presence(anna).capacity, 1);
    EXPECT_EQ(presence(ben).capacity, 4);
    auto const history = call(service::settings_history, root(), {}).items;
    EXPECT_EQ(history.at(0).place, "Night");
    EXPECT_EQ(history.at(0).preset, "pull_desk");
    call(service::settings_revert, root(), {history.at(0).id});
    EXPECT_EQ(presence(anna).capacity, 4);
    auto const got = call(service::settings_get, root(), {Scope::team, id});
    EXPECT_EQ(got.scope, Scope::team);
    EXPECT_EQ(got.id, id);
}

TEST_P(Teams, WhoIsNoAgentAnyMoreIsInNoTeam) {
    auto const anna = agent("anna", {});
    auto const night = team("Night", {anna.user});
    set_at(Scope::team, to_text(night), {{"cap", "7"}});
    using Roles = std::vector<std::string>;
    auto const be_a = [&](std::string const& role) {
        call(service::user_update, root(), {anna.user, {}, Roles{role}, {}, {}, {}, {}});
    };
    be_a("manager");
    EXPECT_THAT(teams().at(0).members, IsEmpty());
    be_a("agent");
    EXPECT_EQ(presence(anna).capacity, 4);
    EXPECT_EQ(team_of(anna), std::nullopt);
}

TEST_P(Teams, WhoComesBackHasWhatTheSwitchesSayMeanwhile) {
    auto const anna = agent("anna", {});
    auto const night = team("Night", {anna.user});
    auto const let_in = [&](bool active) {
        call(service::user_update, root(), {anna.user, {}, {}, {}, {}, active, {}});
    };
    let_in(false);
    set_at(Scope::team, to_text(night), {{"cap", "7"}});
    let_in(true);
    EXPECT_EQ(team_of(anna), night);
    EXPECT_EQ(presence(anna).capacity, 7);
}

TEST_P(Teams, WhatCannotBeIsRefusedWithItsField) {
    auto const anna = agent("anna"), mona = manager("mona");
    auto const night = team("Night");
    auto const path = [&](auto work) {
        auto const refused = refusal(work);
        return std::string{code_word(refused.code)} + " " + refused.path;
    };
    EXPECT_EQ(path([&] { team("Night"); }), "conflict /name");
    EXPECT_EQ(path([&] { team(" "); }), "invalid /name");
    EXPECT_EQ(path([&] { team("Day", {mona.user}); }), "invalid /members/0");
    EXPECT_EQ(path([&] { put(mona, night); }), "invalid /team");
    EXPECT_EQ(path([&] { put(anna, TeamId{7}); }), "invalid /team");
    EXPECT_EQ(path([&] { call(service::team_remove, root(), {TeamId{7}}); }), "not_found ");
    EXPECT_EQ(path([&] { set_at(Scope::team, to_text(night), {{"routing", "pull"}}); }),
              "invalid /set/routing");
    for (auto const& who : {anna, mona}) {
        EXPECT_EQ(path([&] { call(service::team_save, who, {{}, "Day", {}}); }), "forbidden ");
        EXPECT_EQ(path([&] { call(service::team_remove, who, {night}); }), "forbidden ");
    }
    EXPECT_EQ(path([&] { call(service::team_list, anna, {}); }), "forbidden ");
    EXPECT_THAT(call(service::team_list, mona, {}).items, SizeIs(1));
}

INSTANTIATE_TEST_SUITE_P(Engines, Teams, testing::Values("sqlite", "postgresql"),
                         [](auto const& tested) { return tested.param; });

}  // namespace
}  // namespace parley::scenarios
