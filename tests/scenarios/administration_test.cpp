// What an administrator changes while people work: who takes chats, in which queues, and what one
// may be doing (V4 to V7, W1, W34, E40; behaviour.md 6.2, S32).
#include "service/administration.hpp"

#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/sessions.hpp"

namespace parley::scenarios {
namespace {

using domain::DuringChat;
using domain::StatusKind;
using service::StatusSave;
using service::UserUpdate;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Administration : public Desk {
  protected:
    void SetUp() override {
        Desk::SetUp();
        if (!IsSkipped()) ines_ = administrator("ines");
    }

    service::UserAccountView change(Actor const& whom, UserUpdate p) {
        p.user = whom.user;
        return call(service::user_update, ines_, p).user;
    }
    QueueId queue(std::string const& name) {
        for (auto const& one : call(service::queue_list, ines_, {}).items) {
            if (one.name == name) return one.id;
        }
        ADD_FAILURE() << "no queue " << name;
        return {};
    }
    static StatusSave lunch() {
        return {"lunch", "Lunch", StatusKind::away, true, true, DuringChat::pending, false, {}, {},
                {},      {}};
    }

    Actor ines_;
};

TEST_P(Administration, V4_V6_WhoIsNoAgentAnyMoreGivesChatsAndOffersBack) {
    auto const anna = agent("anna", 2);
    auto const ben = agent("ben", 2);
    be(anna, "available");
    auto const first = ask(customer("Kim"));
    accept(anna);
    auto const second = ask(customer("Lee"));
    ASSERT_THAT(offered(anna), ElementsAre(second));
    be(ben, "available");

    change(anna, {{}, {}, {{"manager"}}, {}, {}, {}, {}});
    EXPECT_THAT(offered(anna), IsEmpty());
    EXPECT_THAT(offered(ben), testing::UnorderedElementsAre(first, second));
    auto const told_anna = told(anna, "user.changed");
    ASSERT_EQ(told_anna.size(), 1u);
    EXPECT_THAT(told_anna.front(), HasSubstr("\"roles\":[\"manager\"]"));
    // Not among the agents any more, and not to be put in a status.
    EXPECT_EQ(call(service::agent_list, ines_, {}).items.size(), 1u);
    EXPECT_EQ(refusal([&] {
                  call(service::agent_set_presence, ines_, {anna.user, "available", {}});
              }).code,
              Code::not_found);
}

TEST_P(Administration, V4_V5_AManagerBecomesAnAgentWithAMaximumOfChats) {
    auto const mona = manager("mona");
    auto const made =
        change(mona, {{}, {}, {{"agent", "manager"}}, {{queue("Support")}}, 1, {}, {}});
    EXPECT_EQ(made.capacity, 1);
    EXPECT_THAT(made.queues, ElementsAre(queue("Support")));
    auto const both = again(mona);
    connect(both);
    be(both, "available");
    auto const first = ask(customer("Kim"));
    ask(customer("Lee"));
    EXPECT_THAT(offered(both), ElementsAre(first));
}

TEST_P(Administration, WhoWasAnAgentAndBecomesOneAgainStartsOffline) {
    auto const anna = agent("anna");
    be(anna, "available");
    change(anna, {{}, {}, {{"manager"}}, {}, {}, {}, {}});
    change(anna, {{}, {}, {{"agent"}}, {{queue("Support")}}, {}, {}, {}});
    EXPECT_EQ(label(anna), "offline");
    be(anna, "available");  // still connected
    auto const chat = ask(customer("Kim"));
    EXPECT_THAT(offered(anna), ElementsAre(chat));
}

TEST_P(Administration, AnInactiveUserLosesChatsAndSessionsAndKeepsTheQueues) {
    auto const anna = agent("anna");
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    accept(anna);
    auto const token = sign_in(anna);
    auto const view = change(anna, {{}, {}, {}, {}, {}, false, {}});
    EXPECT_FALSE(view.active);
    EXPECT_THAT(view.queues, ElementsAre(queue("Support")));
    EXPECT_EQ(state(chat), "queued");
    EXPECT_EQ(refusal([&] { authenticate(token); }).code, Code::unauthenticated);
    EXPECT_EQ(refusal([&] { sign_in(anna); }).code, Code::bad_credentials);
    change(anna, {{}, {}, {}, {}, {}, true, {}});
    authenticate(sign_in(anna));
}

TEST_P(Administration, TheLastAdministratorStaysOne) {
    EXPECT_EQ(refusal([&] { change(ines_, {{}, {}, {{"manager"}}, {}, {}, {}, {}}); }).code,
              Code::last_one);
    EXPECT_EQ(refusal([&] { change(ines_, {{}, {}, {}, {}, {}, false, {}}); }).code,
              Code::last_one);
    auto const ivan = administrator("ivan");
    change(ivan, {{}, {}, {}, {}, {}, false, {}});
    // One who cannot sign in does not count.
    EXPECT_EQ(refusal([&] { change(ines_, {{}, {}, {}, {}, {}, false, {}}); }).code,
              Code::last_one);
    change(ivan, {{}, {}, {}, {}, {}, true, {}});
    change(ines_, {{}, {}, {{"manager"}}, {}, {}, {}, {}});
}

TEST_P(Administration, S32_LessCapacityThanChatsCutsNoneOff) {
    auto const anna = agent("anna", 3);
    be(anna, "available");
    auto const kim = customer("Kim");
    auto const first = ask(kim);
    accept(anna);
    auto const lee = customer("Lee");
    auto const second = ask(lee);
    accept(anna);
    EXPECT_EQ(change(anna, {{}, {}, {}, {}, 1, {}, {}}).capacity, 1);
    EXPECT_EQ(state(first), "active");
    EXPECT_EQ(state(second), "active");
    EXPECT_EQ(presence(anna).load, 2);
    EXPECT_EQ(label(anna), "at_capacity");
    end(kim, first);
    EXPECT_EQ(presence(anna).load, 1);
    EXPECT_EQ(label(anna), "at_capacity");
    EXPECT_EQ(label(anna), "at_capacity");
    ask(customer("Max"));
    EXPECT_THAT(offered(anna), IsEmpty());
    end(lee, second);
    EXPECT_EQ(offered(anna).size(), 1u);
}

TEST_P(Administration, WhoLeavesAQueueLosesItsOffersAndKeepsItsChats) {
    auto const anna = agent("anna", 3, {"Support", "Sales"});
    be(anna, "available");
    auto const held = ask(customer("Kim"));
    accept(anna);
    ask(customer("Lee"));
    auto const other = ask(customer("Max"), "Sales");
    change(anna, {{}, {}, {}, {{queue("Sales")}}, {}, {}, {}});
    EXPECT_THAT(offered(anna), ElementsAre(other));
    EXPECT_EQ(state(held), "active");
    EXPECT_THAT(told(anna, "offer.withdrawn").back(), HasSubstr("agent_left"));
}

TEST_P(Administration, WhoJoinsAQueueIsOfferedWhatWaitsInIt) {
    auto const anna = agent("anna", 3, {"Support"});
    be(anna, "available");
    auto const waiting = ask(customer("Kim"), "Sales");
    call(service::queue_update, ines_, {queue("Sales"), {}, {{anna.user}}, {}});
    EXPECT_THAT(offered(anna), ElementsAre(waiting));
    EXPECT_THAT(told(anna, "setup.changed"), ElementsAre("{\"part\":\"queues\"}"));
}

TEST_P(Administration, AQueueWithOpenChatsAndTheLastOneAreNotRemoved) {
    auto const anna = agent("anna", 3, {"Sales"});
    be(anna, "available");
    auto const kim = customer("Kim");
    auto const chat = ask(kim, "Sales");
    auto const sales = queue("Sales");
    EXPECT_EQ(refusal([&] { call(service::queue_remove, ines_, {sales}); }).code, Code::in_use);
    accept(anna);
    EXPECT_EQ(refusal([&] { call(service::queue_remove, ines_, {sales}); }).code, Code::in_use);
    end(kim, chat);
    call(service::queue_remove, ines_, {sales});
    EXPECT_EQ(call(service::queue_list, ines_, {}).items.size(), 1u);
    EXPECT_EQ(refusal([&] { call(service::queue_remove, ines_, {queue("Support")}); }).code,
              Code::last_one);
    // The name is free again, and the old chat still says where it was.
    EXPECT_THAT(call(service::chat_get, ines_, {chat}).chat.queue_name, HasSubstr("Sales ["));
    call(service::queue_create, ines_, {"Sales", {}, {}});
    EXPECT_EQ(refusal([&] { call(service::queue_create, ines_, {"Sales", {}, {}}); }).code,
              Code::conflict);
}

TEST_P(Administration, E40_W34_ReasonsAreOfTheAdministratorsMaking) {
    auto const anna = agent("anna");
    auto training = lunch();
    training.key = "training";
    training.label = "Schulung";
    training.kind = StatusKind::not_ready;
    training.reason_required = true;
    EXPECT_EQ(refusal([&] { call(service::status_save, ines_, training); }).path,
              "/reason_required");
    training.reasons = {{"webinar", "Webinar"}, {"course", "Kurs"}};
    training.place = 1;
    auto const all = call(service::status_save, ines_, training).items;
    EXPECT_EQ(all[1].key, "training");
    EXPECT_EQ(all[1].reasons.size(), 2u);
    EXPECT_THAT(told(anna, "setup.changed"), ElementsAre("{\"part\":\"statuses\"}"));
    EXPECT_EQ(refusal([&] { be(anna, "training"); }).path, "/reason");
    EXPECT_EQ(be(anna, "training", "course").status, "training");

    // Nothing goes that somebody is in.
    EXPECT_EQ(refusal([&] { call(service::status_remove, ines_, {"training"}); }).code,
              Code::in_use);
    training.reasons = {{"webinar", "Webinar"}};
    EXPECT_EQ(refusal([&] { call(service::status_save, ines_, training); }).path, "/reasons");
    training.reasons = {{"webinar", "Webinar"}, {"course", "Kurs"}};
    training.kind = StatusKind::ready;
    EXPECT_EQ(refusal([&] { call(service::status_save, ines_, training); }).path, "/kind");
    be(anna, "available");
    call(service::status_remove, ines_, {"training"});
    EXPECT_EQ(refusal([&] { be(anna, "training", "course"); }).path, "/status");
}

TEST_P(Administration, W5_WhatTheRulesNeedStays) {
    for (auto const* key : {"available", "offline", "rona"}) {
        EXPECT_EQ(refusal([&] { call(service::status_remove, ines_, {key}); }).path, "/key");
    }
    auto status = lunch();
    status.kind = StatusKind::missed;
    EXPECT_EQ(refusal([&] { call(service::status_save, ines_, status); }).path, "/kind");
    status.key = "rona";
    EXPECT_EQ(refusal([&] { call(service::status_save, ines_, status); }).path, "/by_agent");
    status.key = "available";
    status.kind = StatusKind::away;
    EXPECT_EQ(refusal([&] { call(service::status_save, ines_, status); }).path, "/kind");
    status.kind = StatusKind::ready;
    status.by_agent = false;
    EXPECT_EQ(refusal([&] { call(service::status_save, ines_, status); }).path, "/by_agent");
    status = lunch();
    status.label.reset();
    EXPECT_EQ(refusal([&] { call(service::status_save, ines_, status); }).path, "/label");
    status.label = "Lunch";
    status.place = 5;
    EXPECT_EQ(refusal([&] { call(service::status_save, ines_, status); }).path, "/place");
}

TEST_P(Administration, V7_OnlyAdministratorsMay) {
    auto const anna = agent("anna");
    auto const mona = manager("mona");
    for (auto const& who : {anna, mona}) {
        EXPECT_EQ(refusal([&] { call(service::user_list, who, {}); }).code, Code::forbidden);
        EXPECT_EQ(refusal([&] { call(service::status_save, who, lunch()); }).code, Code::forbidden);
        EXPECT_EQ(refusal([&] { call(service::queue_create, who, {"New", {}, {}}); }).code,
                  Code::forbidden);
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, Administration, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
