// Roles as sets of rights, those that an organization makes, and the queues to which somebody who
// watches and steers is limited (behaviour.md 8; A3, A5, A14, A22, E49, V7, X34).
#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/administration.hpp"
#include "service/arrival_operations.hpp"
#include "service/colleagues.hpp"
#include "service/notes.hpp"
#include "service/routing_operations.hpp"

namespace parley::scenarios {
namespace {

using domain::Right;
using service::UserUpdate;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class Roles : public Desk {
  protected:
    void SetUp() override {
        Desk::SetUp();
        if (!IsSkipped()) ines_ = administrator("ines");
    }

    void make(std::string const& key, std::vector<Right> const& rights,
              std::string const& label = "A role of our own") {
        call(service::role_save, ines_, {key, label, rights});
    }
    Actor give(Actor const& whom, std::vector<std::string> const& roles) {
        UserUpdate p{};
        p.user = whom.user;
        p.roles = roles;
        call(service::user_update, ines_, p);
        return again(whom);
    }
    Actor limit(Actor const& whom, std::vector<QueueId> const& queues) {
        UserUpdate p{};
        p.user = whom.user;
        p.reach = queues;
        call(service::user_update, ines_, p);
        return again(whom);
    }
    std::vector<std::string> queues_seen(Actor const& who) {
        std::vector<std::string> names;
        for (auto const& one : call(service::queue_list, who, {}).items) names.push_back(one.name);
        return names;
    }
    std::vector<std::string> agents_seen(Actor const& who) {
        std::vector<std::string> names;
        for (auto const& one : call(service::agent_list, who, service::AgentList{}).items) {
            names.push_back(one.name);
        }
        return names;
    }
    std::vector<ChatId> chats_seen(Actor const& who,
                                   std::optional<domain::ChatState> state = std::nullopt) {
        std::vector<ChatId> ids;
        for (auto const& one : call(service::chat_list, who, {state, {}, {}}).items) {
            ids.push_back(one.id);
        }
        return ids;
    }

    Actor ines_;
};

TEST_P(Roles, A14_AManagerLimitedToAQueueSeesNothingOfTheOthers) {
    auto const anna = agent("anna", 2, {"Support"});
    auto const ben = agent("ben", 2, {"Sales"});
    auto const both = agent("cleo", 2, {"Support", "Sales"});
    be(anna, "available");
    be(ben, "available");
    auto const here = ask(customer("Kim"), "Support");
    accept(anna);
    auto const there = ask(customer("Lee"), "Sales");
    accept(ben);
    auto mona = manager("mona");
    EXPECT_THAT(chats_seen(mona), UnorderedElementsAre(here, there));

    mona = limit(mona, {queue("Support")});
    EXPECT_THAT(queues_seen(mona), ElementsAre("Support"));
    EXPECT_THAT(agents_seen(mona), ElementsAre("anna", "cleo"));
    EXPECT_THAT(chats_seen(mona), ElementsAre(here));
    EXPECT_THAT(chats_seen(mona, domain::ChatState::active), ElementsAre(here));
    EXPECT_EQ(call(service::chat_get, mona, {here}).chat.id, here);
    EXPECT_EQ(refusal([&] { call(service::chat_get, mona, {there}); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { call(service::queue_chats, mona, {queue("Sales"), {}, {}, {}}); }).code,
              Code::not_found);
    EXPECT_EQ(refusal([&] { call(service::offer_explain, mona, {{}, there}); }).code,
              Code::not_found);
    EXPECT_EQ(refusal([&] {
                  call(service::agent_times, mona,
                       {ben.user, now() + -std::chrono::hours{1}, now()});
              }).code,
              Code::not_found);
    call(service::agent_times, mona, {anna.user, now() + -std::chrono::hours{1}, now()});
}

TEST_P(Roles, A14_OfAnAgentInSeveralQueuesOnlyWhatIsWithinReachIsSeen) {
    auto const anna = agent("anna", 3, {"Support", "Sales"});
    be(anna, "available");
    auto const here = ask(customer("Kim"), "Support");
    accept(anna);
    ask(customer("Lee"), "Sales");
    accept(anna);
    auto const mona = limit(manager("mona"), {queue("Support")});
    auto const seen = call(service::agent_list, mona, service::AgentList{}).items;
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_THAT(seen[0].queues, ElementsAre(queue("Support")));
    ASSERT_EQ(seen[0].chats.size(), 1u);
    EXPECT_EQ(seen[0].chats[0].chat, here);
}

TEST_P(Roles, A14_A19_A22_E49_X34_SteersOnlyWhatIsWithinReach) {
    auto const anna = agent("anna", 2, {"Support"});
    auto const ben = agent("ben", 2, {"Sales"});
    auto const mona = limit(manager("mona"), {queue("Support")});
    auto const put = [&](Actor const& whom) {
        call(service::agent_set_presence, mona,
             service::AgentSetPresence{whom.user, "available", {}});
    };
    put(anna);
    EXPECT_EQ(label(anna), "available");
    EXPECT_EQ(refusal([&] { put(ben); }).code, Code::not_found);
    EXPECT_EQ(label(ben), "offline");
    call(service::queue_set_enabled, mona, {queue("Support"), false});
    EXPECT_EQ(
        refusal([&] { call(service::queue_set_enabled, mona, {queue("Sales"), false}); }).code,
        Code::not_found);
    auto const waiting = ask(customer("Lee"), "Sales");
    service::ChatSetRouting first{};
    first.chat = waiting;
    first.priority = 5;
    EXPECT_EQ(refusal([&] { call(service::chat_set_routing, mona, first); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { call(service::chat_get_routing, mona, {waiting}); }).code,
              Code::not_found);
    call(service::chat_set_routing, manager("max"), first);
}

TEST_P(Roles, A3_A14_BeingListedIsNotEnoughWithoutThePermissionNorTheOtherWayRound) {
    auto const here = ask(customer("Kim"), "Support");
    // Listed, as an agent of the queue, and without the right to see all of it.
    auto anna = agent("anna", 2, {"Support"});
    EXPECT_EQ(refusal([&] { call(service::chat_get, anna, {here}); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { call(service::agent_list, anna, {}); }).code, Code::forbidden);
    // With the right, and not listed for this queue.
    auto const mona = limit(manager("mona"), {queue("Sales")});
    EXPECT_EQ(refusal([&] { call(service::chat_get, mona, {here}); }).code, Code::not_found);
    // Both.
    anna = limit(give(anna, {"agent", "manager"}), {queue("Support")});
    EXPECT_EQ(call(service::chat_get, anna, {here}).chat.id, here);
    EXPECT_THAT(agents_seen(anna), ElementsAre("anna"));
}

TEST_P(Roles, A14_AManagerWhoAlsoTakesChatsKeepsTheOwnBeyondTheReach) {
    auto anna = agent("anna", 2, {"Support", "Sales"});
    anna = limit(give(anna, {"agent", "manager"}), {queue("Support")});
    be(anna, "available");
    auto const there = ask(customer("Lee"), "Sales");
    accept(anna);
    EXPECT_EQ(call(service::chat_get, anna, {there}).chat.id, there);
    EXPECT_THAT(chats_seen(anna, domain::ChatState::active), ElementsAre(there));
    call(service::offer_explain, anna, {{}, there});
    EXPECT_THAT(queues_seen(anna), ElementsAre("Support", "Sales"));
    end(anna, there);
}

TEST_P(Roles, V7_AnAuditorReadsAllThatOthersReadAndChangesNothing) {
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    accept(anna);
    auto const otto = auditor("otto");
    EXPECT_THAT(chats_seen(otto), ElementsAre(chat));
    EXPECT_EQ(call(service::message_list, otto, {chat, {}, {}, {}}).items.size(), 2u);
    EXPECT_THAT(agents_seen(otto), ElementsAre("anna"));
    EXPECT_EQ(queues_seen(otto).size(), 2u);
    EXPECT_EQ(call(service::user_list, otto, {}).items.size(), 3u);
    call(service::settings_get, otto, {});
    call(service::settings_history, otto, {});
    call(service::rule_list, otto, {});
    call(service::hours_list, otto, {});
    call(service::role_list, otto, {});
    call(service::chat_get_routing, otto, {chat});
    auto const forbidden = [&](auto act) { EXPECT_EQ(refusal(act).code, Code::forbidden); };
    forbidden([&] {
        call(service::settings_update, otto, {{}, {}, service::Switches{{"cap", "2"}}, {}});
    });
    forbidden([&] { call(service::queue_set_enabled, otto, {queue("Support"), false}); });
    forbidden([&] {
        call(service::agent_set_presence, otto, service::AgentSetPresence{anna.user, "away", {}});
    });
    forbidden([&] { call(service::chat_set_routing, otto, {chat, 5, {}, {}}); });
    forbidden([&] {
        call(service::message_post, otto, {chat, "00000000-0000-4000-8000-000000000001", "I say"});
    });
    forbidden([&] { call(service::chat_end, otto, {chat, {}}); });
    forbidden([&] { be(otto, "available"); });
    forbidden([&] { call(service::role_save, otto, {"own", "Own", {Right::queue_view}}); });
    forbidden([&] { call(service::role_remove, otto, {"own"}); });
    auto const id = "00000000-0000-4000-8000-000000000002";
    forbidden(
        [&] { call(service::message_note, otto, {chat, id, "look", std::vector{anna.user}}); });
    sign_in(anna);
    forbidden([&] { call(service::colleague_post, otto, {anna.user, id, "psst"}); });
    EXPECT_FALSE(call(service::colleague_find, otto, {"anna", {}}).items.at(0).may_write);
    // Told of changes to what is set up, as those who make them.
    make("own", {Right::queue_view});
    EXPECT_THAT(told(otto, "setup.changed"), ElementsAre("{\"part\":\"users\"}"));
    EXPECT_THAT(told(anna, "setup.changed"), IsEmpty());
}

TEST_P(Roles, AnAuditorMayBeLimitedToQueues) {
    auto const there = ask(customer("Lee"), "Sales");
    auto const otto = limit(auditor("otto"), {queue("Support")});
    EXPECT_THAT(chats_seen(otto), IsEmpty());
    EXPECT_EQ(refusal([&] { call(service::message_list, otto, {there, {}, {}, {}}); }).code,
              Code::not_found);
}

TEST_P(Roles, ARoleOfOnesOwnAllowsWhatItSaysAndChangesAtOnce) {
    make("watcher", {Right::queue_view, Right::agent_view}, "Watcher");
    auto wanda = give(manager("wanda"), {"watcher"});
    EXPECT_EQ(queues_seen(wanda).size(), 2u);
    EXPECT_EQ(
        refusal([&] { call(service::queue_set_enabled, wanda, {queue("Support"), false}); }).code,
        Code::forbidden);
    make("watcher", {Right::queue_view, Right::queue_enable}, "Opener");
    auto const news = told(wanda, "user.changed");
    EXPECT_THAT(news.back(), HasSubstr("\"labels\":{\"watcher\":\"Opener\"}"));
    EXPECT_THAT(news.back(), HasSubstr("\"rights\":[\"queue_view\",\"queue_enable\"]"));
    wanda = again(wanda);
    call(service::queue_set_enabled, wanda, {queue("Support"), false});
    EXPECT_EQ(refusal([&] { agents_seen(wanda); }).code, Code::forbidden);
}

TEST_P(Roles, ARoleThatStopsTakingChatsGivesThemBack) {
    make("clerk", {Right::chat_handle, Right::own_status, Right::queue_view}, "Clerk");
    auto anna = give(agent("anna"), {"clerk"});
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    accept(anna);
    make("clerk", {Right::queue_view}, "Clerk");
    EXPECT_EQ(state(chat), "queued");
    anna = again(anna);
    EXPECT_EQ(refusal([&] { be(anna, "available"); }).code, Code::forbidden);
    // And the other way round: who may take chats now is an agent, offline and in no queue.
    make("clerk", {Right::chat_handle, Right::own_status, Right::queue_view}, "Clerk");
    anna = again(anna);
    EXPECT_EQ(label(anna), "offline");
}

TEST_P(Roles, A5_WithoutTheRightNobodyTakesFromTheListWithoutBeingAsked) {
    set_for_queue("Support", {{"routing", "hybrid"}});
    make("clerk", {Right::chat_handle, Right::own_status, Right::queue_view});
    auto const anna = give(agent("anna"), {"clerk"});
    auto const ben = agent("ben");
    auto const chat = ask(customer("Kim"));
    EXPECT_EQ(
        refusal([&] { call(service::queue_chats, anna, {queue("Support"), {}, {}, {}}); }).code,
        Code::not_found);
    EXPECT_EQ(refusal([&] { call(service::chat_take, anna, {chat}); }).code, Code::forbidden);
    be(anna, "available");
    EXPECT_THAT(offered(anna), ElementsAre(chat));
    decline(anna);
    be(ben, "available");
    EXPECT_EQ(call(service::queue_chats, ben, {queue("Support"), {}, {}, {}}).items.size(), 1u);
}

TEST_P(Roles, A22_WithoutTheRightOnlyOthersSetTheStatus) {
    make("clerk", {Right::chat_handle, Right::queue_view});
    auto const anna = give(agent("anna"), {"clerk"});
    EXPECT_EQ(refusal([&] { be(anna, "available"); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { call(service::presence_stop_new, anna, {true}); }).code,
              Code::forbidden);
    call(service::agent_set_presence, manager("mona"),
         service::AgentSetPresence{anna.user, "available", {}});
    auto const chat = ask(customer("Kim"));
    EXPECT_EQ(accept(anna), chat);
}

TEST_P(Roles, WhatARoleNeedsAndMayNotBe) {
    auto const save = [&](service::RoleSave const& p) {
        return refusal([&] { call(service::role_save, ines_, p); });
    };
    EXPECT_EQ(save({"agent", "Agent", {Right::queue_view}}).code, Code::conflict);
    EXPECT_EQ(save({"agent", "Agent", {Right::queue_view}}).path, "/key");
    EXPECT_EQ(save({"a b", "A", {Right::queue_view}}).path, "/key");
    EXPECT_EQ(save({"own", " ", {Right::queue_view}}).path, "/label");
    EXPECT_EQ(save({"own", "Own", {}}).path, "/rights");
    EXPECT_EQ(save({"own", "Own", {Right::queue_view, Right::queue_view}}).path, "/rights/0");
    EXPECT_EQ(save({"own", "Own", {Right::queue_view, Right::settings_manage}}).path, "/rights/1");
    make("own", {Right::queue_view}, "Own");
    EXPECT_EQ(save({"other", "Own", {Right::queue_view}}).path, "/label");
    EXPECT_EQ(refusal([&] { call(service::role_remove, ines_, {"manager"}); }).code,
              Code::conflict);
    EXPECT_EQ(refusal([&] { call(service::role_remove, ines_, {"nothing"}); }).code,
              Code::not_found);
    auto const mona = give(manager("mona"), {"manager", "own"});
    EXPECT_EQ(refusal([&] { call(service::role_remove, ines_, {"own"}); }).code, Code::in_use);
    give(mona, {"manager"});
    auto const left = call(service::role_remove, ines_, {"own"});
    EXPECT_EQ(left.items.size(), domain::built_in_roles.size());
    UserUpdate p{};
    p.user = mona.user;
    p.roles = {{"manager", "own"}};
    EXPECT_EQ(refusal([&] { call(service::user_update, ines_, p); }).path, "/roles/1");
}

TEST_P(Roles, SomebodyIsAlwaysLeftWhoMayManageTheSettings) {
    std::vector<Right> const all{Right::queue_view, Right::settings_view, Right::settings_manage};
    make("boss", all, "Boss");
    auto const bea = give(manager("bea"), {"boss"});
    // The other one may go, since a role of their own making counts like the built-in one.
    give(ines_, {"manager"});
    ines_ = bea;
    EXPECT_EQ(refusal([&] { give(bea, {"manager"}); }).code, Code::last_one);
    auto const harmless = refusal([&] {
        call(service::role_save, bea, {"boss", "Boss", {Right::queue_view, Right::settings_view}});
    });
    EXPECT_EQ(harmless.code, Code::last_one);
    EXPECT_EQ(harmless.path, "/rights");
    EXPECT_TRUE(again(bea).may(Right::settings_manage));
}

TEST_P(Roles, OnlyWhoWatchesOrSteersIsLimited) {
    auto const path = [&](Actor const& who) {
        return refusal([&] { limit(who, {queue("Support")}); }).path;
    };
    EXPECT_EQ(path(agent("anna")), "/reach");
    EXPECT_EQ(path(ines_), "/reach");
    auto const mona = limit(manager("mona"), {queue("Support")});
    EXPECT_EQ(refusal([&] { limit(mona, {queue("Support"), queue("Support")}); }).path, "/reach/0");
    // Whoever sets up the organization is not limited; after that the limit is there again.
    EXPECT_THAT(queues_seen(give(mona, {"administrator"})), ElementsAre("Support", "Sales"));
    EXPECT_THAT(queues_seen(give(mona, {"manager"})), ElementsAre("Support"));
}

TEST_P(Roles, ALimitOutlastsChangesOfItsRole) {
    std::vector<Right> const all{Right::agent_view, Right::chat_view_all, Right::queue_view};
    make("own", all, "Own");
    auto const mona = limit(give(manager("mona"), {"own"}), {queue("Sales")});
    for (auto const& rights : {std::vector{Right::queue_view},
                               std::vector{Right::chat_handle, Right::queue_view}, all}) {
        make("own", rights, "Own");
    }
    EXPECT_THAT(queues_seen(again(mona)), ElementsAre("Sales"));
    make("own", {Right::queue_view}, "Own");
    EXPECT_THAT(queues_seen(again(mona)), ElementsAre("Sales"));
}

TEST_P(Roles, AChatGoesOnToNobodyWhoLosesTheSameRight) {
    set({{"routing", "assign"}});
    make("desk", {Right::chat_handle, Right::own_status, Right::queue_view}, "Desk");
    for (auto const* name : {"anna", "ben", "cleo"}) be(give(agent(name), {"desk"}), "available");
    auto const kim = customer("kim");
    auto const chat = ask(kim);
    make("desk", {Right::queue_view}, "Desk");
    EXPECT_EQ(state(chat), "queued");
    auto const lines = call(service::message_list, kim, {chat, {}, {}, {}}).items;
    EXPECT_THAT(lines, SizeIs(3));  // hello, somebody joined, and left
}

TEST_P(Roles, ALimitedAuditorTriesNoQueueBeyondItAndSeesNoTeamsOfIt) {
    auto const anna = agent("anna", 1, {"Support"});
    call(service::team_save, ines_, {{}, "Night", {{anna.user}}});
    auto const otto = limit(auditor("otto"), {queue("Sales")});
    EXPECT_THAT(call(service::team_list, otto, {}).items, IsEmpty());
    service::RoutingSimulate p{};
    p.queue = "Support";
    EXPECT_EQ(refusal([&] { call(service::routing_simulate, otto, p); }).code, Code::forbidden);
    p.queue = "Sales";
    EXPECT_EQ(call(service::routing_simulate, otto, p).queue, queue("Sales"));
}

TEST_P(Roles, ALimitEndsWithItsQueueButNeverByItself) {
    call(service::queue_create, ines_, {"Billing", {}, {}});
    auto const billing = queue("Billing");
    auto const mona = limit(manager("mona"), {billing});
    EXPECT_EQ(refusal([&] { call(service::queue_remove, ines_, {billing}); }).code, Code::in_use);
    limit(mona, {billing, queue("Sales")});
    call(service::queue_remove, ines_, {billing});
    EXPECT_THAT(queues_seen(again(mona)), ElementsAre("Sales"));
    EXPECT_THAT(told(mona, "user.changed").back(), HasSubstr("\"reach\":["));
    EXPECT_THAT(told(mona, "user.changed").back(), Not(HasSubstr(to_text(billing))));
}

INSTANTIATE_TEST_SUITE_P(Engines, Roles, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
