// Transitions of agents and of chats, and items of the systems people come from, that other
// scenarios take for granted: each here by its own number.
#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/administration.hpp"
#include "service/presence.hpp"

namespace parley::scenarios {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class Transitions : public Desk {
  protected:
    Actor ready(std::string const& name, std::optional<std::int64_t> capacity = 2) {
        auto who = agent(name, capacity);
        be(who, "available");
        return who;
    }
    service::ChatView seen_by(Actor const& who, ChatId chat) {
        return call(service::chat_get, who, {chat}).chat;
    }
    std::vector<service::MessageView> lines(Actor const& who, ChatId chat) {
        return call(service::message_list, who, {chat, {}, {}, {}}).items;
    }
    void say(Actor const& who, ChatId chat, std::string const& text) {
        auto const client_id = "00000000-0000-4000-8000-00000000000" + std::to_string(said_++);
        call(service::message_post, who, {chat, client_id, text});
    }

  private:
    int said_ = 0;
};

// --- agents --------------------------------------------------------------------------------------

TEST_P(Transitions, S5_AcceptingEngages) {
    auto const anna = ready("anna");
    ask(customer("Kim"));
    EXPECT_EQ(label(anna), "offered");
    accept(anna);
    EXPECT_EQ(label(anna), "engaged");
    EXPECT_EQ(presence(anna).status, "available");  // the status itself has not changed
}

TEST_P(Transitions, S6_AllOffersAreAcceptedUpToTheMaximum) {
    auto const anna = ready("anna", 3);
    std::vector<ChatId> chats;
    for (auto const* name : {"Kim", "Lee", "Max", "Nia"}) chats.push_back(ask(customer(name)));
    EXPECT_THAT(offered(anna), SizeIs(3));
    EXPECT_THAT(call(service::chat_accept_all, anna, {}).items, SizeIs(3));
    EXPECT_EQ(presence(anna).load, 3);
    EXPECT_EQ(state(chats[3]), "queued");
}

TEST_P(Transitions, S9_FromAMissByHandOnly) {
    auto const anna = ready("anna");
    ask(customer("Kim"));
    wait(offer_window);
    EXPECT_EQ(label(anna), "rona");
    wait(std::chrono::hours{2});
    EXPECT_EQ(label(anna), "rona");
    be(anna, "available");
    EXPECT_EQ(label(anna), "available");
}

TEST_P(Transitions, S10_AnOfferThatIsWithdrawnIsNoMiss) {
    auto const anna = ready("anna");
    auto const kim = customer("Kim");
    auto const chat = ask(kim);
    EXPECT_EQ(label(anna), "offered");
    end(kim, chat);
    EXPECT_EQ(label(anna), "available");
    EXPECT_THAT(offered(anna), IsEmpty());
    EXPECT_THAT(told(anna, "offer.withdrawn"), SizeIs(1));
    // The next one is theirs at once.
    EXPECT_THAT(offered(anna), ElementsAre());
    auto const next = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), ElementsAre(next));
}

TEST_P(Transitions, S11_WhoHasAChatIsOfferedMoreUpToTheMaximum) {
    auto const anna = ready("anna", 2);
    ask(customer("Kim"));
    accept(anna);
    auto const second = ask(customer("Lee"));
    EXPECT_THAT(offered(anna), ElementsAre(second));
    EXPECT_EQ(label(anna), "offered");
    auto const third = ask(customer("Max"));
    EXPECT_EQ(state(third), "queued");  // the offer takes a place, too
}

TEST_P(Transitions, S12_S13_AtTheMaximumAndBelowItAgain) {
    auto const anna = ready("anna", 1);
    ask(customer("Kim"));
    auto const chat = accept(anna);
    EXPECT_EQ(label(anna), "at_capacity");
    end(anna, chat);
    EXPECT_EQ(label(anna), "available");
    // Otherwise it stays until it is set by hand.
    set({{"busy_when", "first_chat"}, {"busy_auto_clear", "false"}});
    ask(customer("Lee"));
    end(anna, accept(anna));
    EXPECT_NE(label(anna), "available");
    be(anna, "available");
    EXPECT_EQ(label(anna), "available");
}

TEST_P(Transitions, S19_WithoutWrapUpTheSwitchSaysWhatFollows) {
    auto const anna = ready("anna");
    set({{"after_chat", "away"}});
    ask(customer("Kim"));
    end(anna, accept(anna));
    EXPECT_EQ(presence(anna).status, "away");
}

TEST_P(Transitions, S28_AReconnectionInTimeChangesNothing) {
    auto const anna = ready("anna");
    ask(customer("Kim"));
    auto const chat = accept(anna);
    disconnect(anna);
    wait(seconds{5});
    EXPECT_EQ(state(chat), "active");
    connect(anna);
    wait(std::chrono::minutes{5});
    EXPECT_EQ(state(chat), "active");
    EXPECT_EQ(label(anna), "engaged");
}

// --- chats ---------------------------------------------------------------------------------------

TEST_P(Transitions, C1_WhetherOneMayComeInIsKnownBeforeTheForm) {
    auto const open = [&] { return call(service::visitor_status, Actor{}, {{}, "Support"}).open; };
    EXPECT_TRUE(open());
    set({{"require_agent", "true"}});
    EXPECT_FALSE(open());
    auto const anna = ready("anna");
    EXPECT_TRUE(open());
    call(service::queue_set_enabled, manager("mona"), {queue("Support"), false});
    EXPECT_FALSE(open());
}

TEST_P(Transitions, C2_WhatTheFormHoldsIsCheckedAndKept) {
    auto const kim = customer("Kim");
    auto const start = [&](std::string const& text, service::Fields const& fields) {
        return call(service::chat_start, kim, {"Support", text, fields, {}}).chat;
    };
    std::string const long_text(501, 'x');
    EXPECT_EQ(refusal([&] { start(long_text, {}); }).path, "/text");
    EXPECT_EQ(refusal([&] { start("hello", {{"a b", "c"}}); }).path, "/fields/a b");
    auto const chat = start("hello", {{"topic", "Returns"}});
    EXPECT_EQ(chat.state, domain::ChatState::queued);
    EXPECT_EQ(chat.last_message->text, "hello");
    EXPECT_EQ(seen_by(manager("mona"), chat.id).fields->at("topic"), "Returns");
}

TEST_P(Transitions, C6_WhoWaitsLongestIsServedFirst) {
    auto const anna = agent("anna", 2);
    std::vector<ChatId> chats;
    for (auto const* name : {"Kim", "Lee", "Max"}) {
        chats.push_back(ask(customer(name)));
        wait(seconds{1});
    }
    be(anna, "available");
    EXPECT_THAT(offered(anna), UnorderedElementsAre(chats[0], chats[1]));
    EXPECT_EQ(state(chats[2]), "queued");
}

TEST_P(Transitions, C8_AnAcceptedChatSaysWhoHasJoined) {
    auto const anna = ready("anna");
    auto const kim = customer("Kim");
    auto const chat = ask(kim);
    EXPECT_EQ(seen_by(kim, chat).position, 1);  // an offer is no answer yet
    accept(anna);
    auto const view = seen_by(kim, chat);
    EXPECT_EQ(view.agent->name, "anna");
    EXPECT_TRUE(view.accepted_at);
    EXPECT_EQ(lines(kim, chat).back().text, "anna joined the chat.");
}

TEST_P(Transitions, C10_ACustomerWhoWaitsMayGo) {
    auto const kim = customer("Kim");
    auto const left = ask(kim);
    end(kim, left);
    EXPECT_EQ(seen_by(kim, left).end_reason, domain::EndReason::customer_cancelled);
    auto const waits = ask(kim);
    wait(std::chrono::minutes{30});
    EXPECT_EQ(seen_by(kim, waits).end_reason, domain::EndReason::wait_expired);
    EXPECT_EQ(state(waits), "unanswered");
}

TEST_P(Transitions, C17_C21_C22_EndedWrappedUpAndStillThereToBeRead) {
    set({{"wrap_up", "timed"}});
    auto const anna = ready("anna");
    auto const kim = customer("Kim");
    ask(kim);
    auto const chat = accept(anna);
    say(anna, chat, "Goodbye");
    end(anna, chat);
    EXPECT_EQ(label(anna), "wrap_up");
    EXPECT_EQ(lines(kim, chat).back().text, "anna left the chat.");
    wait(seconds{60});
    EXPECT_THAT(wrap_ups(anna), IsEmpty());
    for (auto const& who : {anna, kim}) {
        EXPECT_EQ(seen_by(who, chat).state, domain::ChatState::closed);
        EXPECT_THAT(lines(who, chat), SizeIs(4));
        EXPECT_EQ(refusal([&] { say(who, chat, "More"); }).code, Code::chat_ended);
    }
}

// --- items ---------------------------------------------------------------------------------------

TEST_P(Transitions, A1_OnlyWhoMayChatHasAStatusToChoose) {
    EXPECT_EQ(refusal([&] { be(manager("mona"), "available"); }).code, Code::forbidden);
    EXPECT_EQ(be(agent("anna"), "available").status, "available");
}

TEST_P(Transitions, A3_ChatsNeedTheRightTheQueueAndTheDesk) {
    apply("pull_desk");
    auto const ines = administrator("ines");
    auto const anna = agent("anna", {}, {});
    be(anna, "available");
    // The right, but not this queue: neither its list nor its chats.
    EXPECT_EQ(refusal([&] { ask(customer("Kim")); }).code, Code::no_agent);
    set({{"require_agent", "false"}});
    auto const chat = ask(customer("Kim"));
    service::ChatTake const take{chat};
    EXPECT_EQ(refusal([&] { call(service::chat_take, anna, take); }).code, Code::not_found);
    call(service::queue_update, ines, {queue("Support"), {}, std::vector{anna.user}, {}});
    // Not at the desk.
    disconnect(anna);
    EXPECT_NE(refusal([&] { call(service::chat_take, anna, take); }).code, Code::not_found);
    connect(anna);
    be(anna, "available");
    call(service::chat_take, anna, take);
    EXPECT_EQ(state(chat), "active");
    // A manager need not be one who chats (A14), and then is not.
    auto const other = ask(customer("Lee"));
    EXPECT_EQ(refusal([&] { call(service::chat_take, manager("mona"), {other}); }).code,
              Code::forbidden);
}

TEST_P(Transitions, A9_V9_W29_W32_WhoMayEndAChatAndWhen) {
    auto const anna = ready("anna", 1);
    auto const ben = ready("ben", 1);
    auto const kim = customer("Kim");
    auto const chat = ask(kim);
    // Only one that is accepted (W32), by who has it.
    EXPECT_NE(refusal([&] { end(anna, chat); }).code, Code::invalid);
    auto const& owner = offered(anna).empty() ? ben : anna;
    auto const& other = offered(anna).empty() ? anna : ben;
    accept(owner);
    EXPECT_EQ(refusal([&] { end(other, chat); }).code, Code::not_found);
    end(kim, chat);  // W29: the customer does
    EXPECT_EQ(seen_by(kim, chat).end_reason, domain::EndReason::customer_ended);
    auto const again = ask(kim);
    auto const& second = offered(anna).empty() ? ben : anna;
    accept(second);
    end(second, again);  // A9: the agent does
    EXPECT_EQ(seen_by(kim, again).end_reason, domain::EndReason::agent_ended);
}

TEST_P(Transitions, V9_OnlyEnabledStaffGetChats) {
    auto const ines = administrator("ines");
    auto const anna = ready("anna");
    call(service::user_update, ines, {anna.user, {}, {}, {}, {}, false, {}});
    EXPECT_EQ(state(ask(customer("Kim"))), "queued");
    EXPECT_EQ(presence(anna).status, "offline");
}

TEST_P(Transitions, V11_FourStatusesAreTheirsToChoose) {
    apply("assigned_desk");
    auto const anna = agent("anna", {});
    for (std::string const key : {"available", "busy", "away", "offline"}) {
        EXPECT_EQ(be(anna, key).status, key);
    }
    EXPECT_EQ(refusal([&] { be(anna, "rona"); }).path, "/status");
}

TEST_P(Transitions, E1_E3_ChatsComeThroughTheirQueue) {
    apply("push_desk");
    auto const anna = agent("anna", {}, {"Sales"});
    be(anna, "available");
    ask(customer("Kim"), "Support");
    EXPECT_THAT(offered(anna), IsEmpty());
    auto const chat = ask(customer("Lee"), "Sales");
    EXPECT_THAT(offered(anna), ElementsAre(chat));
    EXPECT_THAT(told(anna, "chat.offered"), SizeIs(1));  // E3: by which the desk blinks
    EXPECT_EQ(offer(anna).queue_name, "Sales");
}

TEST_P(Transitions, O12_W11_TheNumberOfOpenChatsIsTheLoad) {
    apply("verified_desk");
    auto const anna = agent("anna", 3);
    be(anna, "available");
    for (auto const* name : {"Kim", "Lee"}) {
        ask(customer(name));
        accept(anna);
    }
    EXPECT_EQ(presence(anna).load, 2);
    auto const mine = call(service::chat_list, anna, {{}, {}, {}}).items;
    ASSERT_THAT(mine, SizeIs(2));
    say(anna, mine[0].id, "Hello");  // W11
    EXPECT_EQ(seen_by(anna, mine[0].id).last_message->text, "Hello");
}

TEST_P(Transitions, S17_S29_WhoStoppedNewChatsWhileOfflineAndIsLostHasNotStoppedThem) {
    set({{"stop_new", "true"}});
    auto const anna = agent("anna");
    be(anna, "available");
    ask(customer("Kim"));
    accept(anna);
    be(anna, "offline");
    call(service::presence_stop_new, anna, {true});
    EXPECT_TRUE(presence(anna).stop_new);
    disconnect(anna);
    wait(seconds{120});
    EXPECT_FALSE(presence(anna).stop_new);
}

INSTANTIATE_TEST_SUITE_P(Engines, Transitions, testing::Values("sqlite", "postgresql"),
                         [](auto const& engine) { return engine.param; });

}  // namespace
}  // namespace parley::scenarios
