// What managers see of agents and do about them (A17 to A23, E49).
#include <gmock/gmock.h>

#include "desk.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Managers : public Desk {
  protected:
    service::AgentView see(Actor const& manager, Actor const& agent) {
        for (auto const& each : call(service::agent_list, manager, service::AgentList{}).items) {
            if (each.id == agent.user) return each;
        }
        ADD_FAILURE() << "the agent is not in the list";
        return {};
    }
    service::PresenceView put(Actor const& manager, Actor const& agent, std::string const& status,
                              std::optional<std::string> const& reason = {}) {
        return call(service::agent_set_presence, manager,
                    service::AgentSetPresence{agent.user, status, reason})
            .presence;
    }
};

TEST_P(Managers, A17_A21_SeeTheAgentsWithTheirQueuesAndCustomers) {
    auto const mona = manager("mona");
    auto const anna = agent("anna", 2, {"Support", "Sales"});
    auto const ben = agent("ben");
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    accept(anna);
    auto const seen = see(mona, anna);
    EXPECT_EQ(seen.display_name, "anna");
    EXPECT_EQ(seen.queues.size(), 2u);
    EXPECT_EQ(word(seen.presence.label), "engaged");
    ASSERT_EQ(seen.chats.size(), 1u);
    EXPECT_EQ(seen.chats[0].chat, chat);
    EXPECT_EQ(seen.chats[0].customer, "Kim");
    EXPECT_THAT(see(mona, ben).chats, IsEmpty());
    end(anna, chat);
    EXPECT_THAT(see(mona, anna).chats, IsEmpty());
}

TEST_P(Managers, TheListComesInPages) {
    auto const mona = manager("mona");
    for (std::string const name : {"a", "b", "c"}) agent(name);
    std::vector<std::string> names;
    service::AgentList wanted{{}, 2};
    do {
        auto const page = call(service::agent_list, mona, wanted);
        for (auto const& each : page.items) names.push_back(each.name);
        wanted.after = page.next;
    } while (wanted.after);
    EXPECT_THAT(names, ElementsAre("a", "b", "c"));
}

TEST_P(Managers, A22_A23_E49_S25_PutAnAgentInAnotherStatusWhoIsToldByWhom) {
    auto const mona = manager("mona");
    auto const anna = agent("anna");
    auto const chat = ask(customer("Kim"));
    EXPECT_EQ(put(mona, anna, "available").status, "available");
    EXPECT_THAT(offered(anna), ElementsAre(chat));
    accept(anna);
    // At once, and the chat stays.
    EXPECT_EQ(put(mona, anna, "away", "training").status, "away");
    EXPECT_EQ(state(chat), "active");
    auto const notices = told(anna, "notice");
    ASSERT_EQ(notices.size(), 2u);
    EXPECT_THAT(notices[1], HasSubstr("presence_set"));
    EXPECT_THAT(notices[1], HasSubstr("mona"));
    EXPECT_THAT(notices[1], HasSubstr("training"));
}

TEST_P(Managers, S25_WhatIsSoAlreadyIsNotSetAgain) {
    auto const mona = manager("mona");
    auto const anna = agent("anna", 2);
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    accept(anna);
    auto const since = presence(anna).since;
    wait(seconds{5});
    put(mona, anna, "available");
    EXPECT_EQ(presence(anna).since, since);
    EXPECT_THAT(told(anna, "notice"), IsEmpty());
    // What was pending is taken back by it, of which the agent is told.
    be(anna, "away");
    EXPECT_FALSE(put(mona, anna, "available").pending);
    EXPECT_EQ(told(anna, "notice").size(), 1u);
    EXPECT_EQ(state(chat), "active");
}

TEST_P(Managers, S25_TheNoticeSaysWhatWasSetWithoutTheOffersThatWent) {
    auto const mona = manager("mona");
    auto const anna = agent("anna", 3);
    be(anna, "available");
    ask(customer("Kim"));
    ask(customer("Lee"));
    ASSERT_EQ(offered(anna).size(), 2u);
    put(mona, anna, "away", "lunch");
    EXPECT_THAT(told(anna, "notice").back(), HasSubstr("\"label\":\"away\""));
    EXPECT_THAT(told(anna, "notice").back(), HasSubstr("\"load\":0"));
}

TEST_P(Managers, S25_TakeAnAgentOutOfRona) {
    auto const mona = manager("mona");
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    wait(offer_window);
    ASSERT_EQ(label(anna), "rona");
    wait(seconds{60});
    put(mona, anna, "available");
    EXPECT_THAT(offered(anna), ElementsAre(chat));
    EXPECT_EQ(refusal([&] { put(mona, anna, "rona"); }).path, "/status");
}

TEST_P(Managers, AnAgentWhoIsNotSignedInCannotBeMadeAvailable) {
    auto const mona = manager("mona");
    auto const anna = agent("anna");
    disconnect(anna);
    wait(seconds{60});
    EXPECT_EQ(refusal([&] { put(mona, anna, "available"); }).code, Code::agent_gone);
}

TEST_P(Managers, A19_A20_S26_CloseAQueueWhoseWaitingChatsAreStillServed) {
    auto const mona = manager("mona");
    auto const anna = agent("anna");
    auto const sam = agent("sam", 1, {"Sales"});
    auto const waiting = ask(customer("Kim"));
    auto const queue = see(mona, anna).queues.front();
    auto const set = [&](bool enabled) {
        return call(service::queue_set_enabled, mona, service::QueueSetEnabled{queue, enabled})
            .queue;
    };
    EXPECT_FALSE(set(false).enabled);
    set(false);  // changes nothing, tells nobody again
    ASSERT_EQ(told(anna, "notice").size(), 1u);
    EXPECT_THAT(told(anna, "notice")[0], HasSubstr("queue_closed"));
    EXPECT_THAT(told(anna, "notice")[0], HasSubstr("Support"));
    EXPECT_THAT(told(sam, "notice"), IsEmpty());
    EXPECT_EQ(refusal([&] { ask(customer("Lee")); }).code, Code::queue_closed);
    EXPECT_EQ(presence(anna).status, "offline");  // nobody's status changes
    be(anna, "available");
    EXPECT_THAT(offered(anna), ElementsAre(waiting));

    EXPECT_TRUE(set(true).enabled);
    EXPECT_THAT(told(anna, "notice").back(), HasSubstr("queue_opened"));
    ask(customer("Max"));
}

TEST_P(Managers, AgentsDoNeither) {
    auto const anna = agent("anna");
    auto const ben = agent("ben");
    EXPECT_EQ(refusal([&] { put(ben, anna, "offline"); }).code, Code::forbidden);
    EXPECT_EQ(refusal([&] { see(ben, anna); }).code, Code::forbidden);
    auto const queue = see(manager("mona"), anna).queues.front();
    auto const close = [&] {
        call(service::queue_set_enabled, anna, service::QueueSetEnabled{queue, false});
    };
    EXPECT_EQ(refusal(close).code, Code::forbidden);
}

TEST_P(Managers, AnotherOrganizationsAgentIsNotThere) {
    auto mona = manager("mona");
    auto const anna = agent("anna");
    mona.organization.value += 1;
    EXPECT_EQ(refusal([&] { put(mona, anna, "offline"); }).code, Code::not_found);
    EXPECT_THAT(call(service::agent_list, mona, service::AgentList{}).items, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, Managers, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
