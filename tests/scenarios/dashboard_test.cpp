// The live figures: what managers see of queues and agents at a moment, and the lists behind the
// figures (A14, A17, A18, A21, V3, V16, W51, E54).
#include "dashboard.hpp"

#include <gmock/gmock.h>

#include "service/handing.hpp"
#include "service/help.hpp"

namespace parley::scenarios {
namespace {

using domain::ChatState;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST_P(Dashboard, A17_V3_ShowsQueuesAndAgentsAsTheyAreNow) {
    auto const anna = agent("anna", 2, {"Support", "Sales"});
    auto const ben = agent("ben", 1, {"Sales"});
    be(anna, "available");
    auto const chat = ask(customer("Kim"));
    accept(anna);
    wait(seconds{10});
    ask(customer("Lee"));
    wait(seconds{5});

    auto const view = see(mona_);
    EXPECT_EQ(view.totals.ongoing, 1);
    EXPECT_EQ(view.totals.waiting, 1);
    EXPECT_EQ(view.totals.offered, 1);
    EXPECT_EQ(*view.totals.oldest_waiting_at, now() + -seconds{5});
    EXPECT_EQ(view.totals.staff_online, 1);  // open to chat requests, full or not
    EXPECT_EQ(view.totals.agents_available, 0);
    EXPECT_EQ(view.totals.agents_offline, 1);
    EXPECT_EQ(view.totals.recent_chats, 2);
    EXPECT_EQ(view.totals.window.arrived, 2);
    EXPECT_EQ(view.totals.window.answered, 1);
    EXPECT_EQ(view.totals.window.service_percent, 100);

    auto const support = see("Support");
    EXPECT_EQ(support.ongoing, 1);
    EXPECT_EQ(support.agents_signed_in, 1);
    EXPECT_EQ(support.last_hour.size(), 12u);
    EXPECT_EQ(support.last_hour.back(), 2);
    EXPECT_EQ(see("Sales").ongoing, 0);

    // Exactly as in the list of agents.
    auto const list = call(service::agent_list, mona_, service::AgentList{}).items;
    ASSERT_THAT(view.agents, SizeIs(list.size()));
    for (std::size_t i = 0; i < list.size(); ++i) {
        service::AgentView const& shown = view.agents[i];
        EXPECT_EQ(to_json(shown), to_json(list[i]));
    }
    EXPECT_EQ(view.agents[0].oldest_unanswered_chat, chat);

    end(anna, chat);
    EXPECT_EQ(see(mona_).agents[0].today.handled, 1);
    EXPECT_EQ(see(mona_).agents[0].today.handle_mean_s, 15);
    EXPECT_EQ(to_json(see(mona_).agents[1].today), R"({"handled":0,"missed":0})");
    be(ben, "available");
    // Both have one place; what anna has in Support takes the other of hers.
    EXPECT_EQ(see("Sales").agents_available, 2);
    EXPECT_EQ(see("Sales").places_free, 2);
}

TEST_P(Dashboard, E54_TheWaitTargetSaysHowManyWereAnsweredInTime) {
    set_for_queue("Support", {{"answer_target_s", "20"}, {"service_target_percent", "90"}});
    auto const anna = agent("anna", 9);
    ask(customer("Kim"));
    wait(seconds{30});
    be(anna, "available");
    accept(anna);
    ask(customer("Lee"));
    accept(anna);
    auto const gone = customer("Max");
    be(anna, "away");
    be(anna, "offline");
    ask(gone);
    auto const given_up = listed(mona_, {ChatState::queued, {}});
    ASSERT_THAT(given_up, SizeIs(1));
    call(service::chat_end, gone, {given_up[0], {}});
    auto const support = see("Support");
    EXPECT_EQ(support.answer_target_s, 20);
    EXPECT_EQ(support.service_target_percent, 90);
    EXPECT_EQ(support.window.answered, 2);
    EXPECT_EQ(support.window.answered_in_time, 1);
    EXPECT_EQ(support.window.abandoned, 1);
    EXPECT_EQ(support.window.service_percent, 33);
    EXPECT_EQ(support.window.wait_p50_s, 0);
    EXPECT_EQ(support.window.wait_p90_s, 30);
    // Without a target nothing is late.
    set_for_queue("Support", {{"answer_target_s", "0"}});
    EXPECT_EQ(see("Support").window.service_percent, std::nullopt);
    EXPECT_EQ(see("Support").window.answered_in_time, 2);
}

TEST_P(Dashboard, E54_WhoeverHasAChatLaterTheCustomerWaitedForTheFirst) {
    set({{"answer_target_s", "20"}, {"inactivity_min", "0"}});
    auto const anna = agent("anna", 9);
    be(anna, "available");
    ask(customer("Kim"));
    auto const chat = accept(anna);
    wait(std::chrono::minutes{10});
    auto const ben = agent("ben", 9, {"Support", "Sales"});
    be(ben, "available");
    call(service::chat_transfer, anna, {chat, queue("Sales"), {}, {}, {}});
    accept(ben);
    wait(std::chrono::minutes{5});
    end(ben, chat);
    auto const support = see("Support").window, sales = see("Sales").window;
    EXPECT_EQ(support.service_percent, 100);
    EXPECT_EQ(support.wait_p90_s, 0);
    EXPECT_EQ(support.arrived, 1) << "where it began";
    EXPECT_EQ(support.handle_mean_s, 600);
    EXPECT_EQ(sales.answered, 0);
    EXPECT_EQ(sales.arrived, 0);
    EXPECT_EQ(sales.handle_mean_s, 300);
    for (auto const& row : see(mona_).agents) {
        EXPECT_EQ(row.today.handled, 1);
        EXPECT_EQ(row.today.handle_mean_s, row.id == anna.user ? 600 : 300);
    }
}

TEST_P(Dashboard, A14_AnAgentsDayIsThatOfTheQueuesInSight) {
    auto const anna = agent("anna", 9, {"Support", "Sales"});
    be(anna, "available");
    ask(customer("Kim"));
    end(anna, accept(anna));
    ask(customer("Lee"));
    wait(seconds{60});
    auto const max = limit(manager("max"), {"Sales"});
    ASSERT_THAT(see(max).agents, SizeIs(1));
    EXPECT_EQ(to_json(see(max).agents[0].today), R"({"handled":0,"missed":0})");
    EXPECT_EQ(see(mona_).agents[0].today.handled, 1);
    EXPECT_EQ(see(mona_).agents[0].today.missed, 1);
}

TEST_P(Dashboard, OnlyOffersOfAQueueAreMissed) {
    auto const anna = agent("anna", 9), ben = agent("ben", 9, {"Sales"});
    be(anna, "available");
    be(ben, "available");
    ask(customer("Kim"));
    auto const chat = accept(anna);
    call(service::chat_transfer, anna, {chat, {}, ben.user, {}, {}});
    wait(seconds{60});
    for (auto const& row : see(mona_).agents) EXPECT_EQ(row.today.missed, 0);
}

TEST_P(Dashboard, W51_ListsWhoGaveUpByTheirEndAndSeveralQueues) {
    auto const kim = customer("Kim"), lee = customer("Lee");
    auto const given_up = ask(kim);
    wait(seconds{30});
    auto const later = now();
    auto const other = ask(lee, "Sales");
    call(service::chat_end, kim, {given_up, {}});
    auto const left = customer("Max");
    call(service::chat_leave, left, {{}, "call me", {}, "max@example.com", {}, {}});
    service::ChatList p{};
    p.abandoned = true;
    EXPECT_THAT(listed(mona_, p), ElementsAre(given_up));
    p.ended_since = later + seconds{1};
    EXPECT_THAT(listed(mona_, p), IsEmpty());
    p.ended_since = later;
    EXPECT_THAT(listed(mona_, p), ElementsAre(given_up)) << "it began before";
    p.ended_until = later;
    EXPECT_THAT(listed(mona_, p), IsEmpty());
    service::ChatList both{};
    both.queues = {{queue("Support"), queue("Sales")}};
    both.states = {ChatState::queued, ChatState::unanswered};
    EXPECT_THAT(listed(mona_, both), SizeIs(3));
    both.queues = {{queue("Sales")}};
    EXPECT_THAT(listed(mona_, both), ElementsAre(other));
    both.queue = queue("Sales");
    EXPECT_EQ(refusal([&] { listed(mona_, both); }).path, "/queues");
    auto const max = limit(manager("max"), {"Sales"});
    EXPECT_THAT(listed(max, p), IsEmpty());
}

TEST_P(Dashboard, TheWindowEndsNow) {
    auto const anna = agent("anna", 9);
    be(anna, "available");
    ask(customer("Kim"));
    auto const chat = accept(anna);
    wait(std::chrono::minutes{20});
    EXPECT_EQ(see(mona_, 15).totals.window.arrived, 0);
    EXPECT_EQ(see(mona_, 15).totals.recent_chats, 0);
    EXPECT_EQ(see(mona_, 30).totals.window.arrived, 1);
    EXPECT_EQ(see(mona_, 30).totals.recent_chats, 1);
    call(service::message_post, anna, {chat, "7b0e6f3c-38f2-4f0c-9d0e-0a5a3c8f6a11", "still here"});
    EXPECT_EQ(see(mona_, 15).totals.recent_chats, 1);  // changed
    EXPECT_EQ(refusal([&] { see(mona_, 20); }).path, "/window_min");
}

TEST_P(Dashboard, WhatWantsAttentionComesWorstFirst) {
    set_for_queue("Support", {{"answer_target_s", "20"}, {"reply_target_s", "40"}});
    auto const anna = agent("anna", 2);
    be(anna, "available");
    ask(customer("Kim"));
    accept(anna);
    wait(seconds{30});
    EXPECT_THAT(attention(see(mona_)), IsEmpty());
    ask(customer("Lee"));
    wait(offer_window + seconds{1});  // anna misses it
    EXPECT_THAT(attention(see(mona_)),
                ElementsAre("nobody Support   31", "wait Support   31", "missed  anna  1",
                            "unanswered Support anna Kim 61"));
    EXPECT_EQ(see(mona_).attention[1].limit_s, 20);
    // Who does not see agents, sees no names.
    auto const ben = agent("ben");
    EXPECT_THAT(attention(see(ben)), ElementsAre("nobody Support   31", "wait Support   31",
                                                 "missed    1", "unanswered Support   61"));
    EXPECT_THAT(see(ben).agents, IsEmpty());
}

TEST_P(Dashboard, AnAgentWhoCallsAManagerWantsAttentionUntilOneComes) {
    auto const anna = agent("anna", 2);
    be(anna, "available");
    ask(customer("Kim"));
    auto const chat = accept(anna);
    call(service::chat_ask_help, anna, {chat, "How do I refund this?"});
    wait(seconds{7});
    EXPECT_THAT(attention(see(mona_)), ElementsAre("help Support anna Kim 7"));
    EXPECT_EQ(see(mona_).attention[0].chat, chat);
    call(service::chat_answer_help, mona_, {chat});
    EXPECT_THAT(attention(see(mona_)), IsEmpty());
}

TEST_P(Dashboard, A14_A17_ShowsOnlyWhatIsWithinReach) {
    auto const anna = agent("anna", 2, {"Support"});
    auto const ben = agent("ben", 2, {"Support", "Sales"});
    auto const cleo = agent("cleo", 2, {"Support"});
    be(anna, "available");
    be(ben, "available");
    ask(customer("Kim"), "Sales");
    accept(ben);
    ask(customer("Lee"), "Support");
    auto const max = limit(manager("max"), {"Sales"});
    auto const view = see(max);
    ASSERT_THAT(view.queues, SizeIs(1));
    EXPECT_EQ(view.queues[0].name, "Sales");
    ASSERT_THAT(view.agents, SizeIs(1));
    EXPECT_EQ(view.agents[0].id, ben.user);
    EXPECT_THAT(view.agents[0].queues, ElementsAre(queue("Sales")));
    EXPECT_EQ(view.totals.waiting, 0);
    EXPECT_EQ(view.totals.ongoing, 1);
    EXPECT_EQ(view.totals.staff_online, 1);
    EXPECT_EQ(view.totals.window.arrived, 1);
    EXPECT_EQ(see(mona_).totals.waiting, 1);
    EXPECT_THAT(see(mona_).agents, SizeIs(3));
}

TEST_P(Dashboard, V16_WhoIsOfflineDoesNotSeeItWhereTheStatusSaysSo) {
    auto const anna = agent("anna");
    see(anna);  // offline, and nothing says so
    apply("assigned_desk");
    EXPECT_EQ(refusal([&] { see(anna); }).code, Code::hidden_by_status);
    EXPECT_EQ(refusal([&] { call(service::queue_list, anna, {}); }).code, Code::hidden_by_status);
    be(anna, "available");
    see(anna);
    // Who watches agents is not out of sight of them, whatever their own status.
    see(mona_);
    service::UserUpdate p{};
    p.user = mona_.user;
    p.roles = std::vector<std::string>{"agent", "manager"};
    call(service::user_update, root(), p);
    see(again(mona_));
}

TEST_P(Dashboard, W51_ListsTheChatsBehindTheFigures) {
    auto const anna = agent("anna", 9, {"Support", "Sales"});
    auto const ben = agent("ben", 9, {"Sales"});
    be(anna, "available");
    ask(customer("Kim"));
    auto const active = accept(anna);
    ask(customer("Lee"));
    auto const ended = accept(anna);
    end(anna, ended);
    auto const later = now() + seconds{10};
    wait(seconds{20});
    be(anna, "offline");
    be(ben, "available");
    ask(customer("Max"), "Sales");
    auto const sold = accept(ben);
    auto const waiting = ask(customer("Ole"));

    service::ChatList p{};
    p.queue = queue("Support");
    EXPECT_THAT(listed(mona_, p), ElementsAre(waiting, ended, active));
    p.states = {ChatState::queued, ChatState::offered};
    EXPECT_THAT(listed(mona_, p), ElementsAre(waiting));
    p.states = {ChatState::closed, ChatState::active, ChatState::active};
    EXPECT_THAT(listed(mona_, p), ElementsAre(ended, active));
    p.limit = 1;
    auto const first = call(service::chat_list, mona_, p);
    ASSERT_TRUE(first.next);
    p.after = first.next;
    EXPECT_THAT(listed(mona_, p), ElementsAre(active));

    service::ChatList of_agent{};
    of_agent.agent = anna.user;
    EXPECT_THAT(listed(mona_, of_agent), ElementsAre(ended, active));
    of_agent.queue = queue("Sales");
    EXPECT_THAT(listed(mona_, of_agent), IsEmpty());

    service::ChatList in_time{};
    in_time.since = later;
    EXPECT_THAT(listed(mona_, in_time), ElementsAre(waiting, sold));
    in_time.since.reset();
    in_time.until = later;
    EXPECT_THAT(listed(mona_, in_time), ElementsAre(ended, active));

    set({{"wrap_up", "open"}});
    end(ben, sold);
    service::ChatList left{};
    left.wrap_up = true;
    EXPECT_EQ(see(mona_).totals.wrap_up, 1);
    EXPECT_THAT(listed(mona_, left), ElementsAre(sold));
    left.queue = queue("Support");
    EXPECT_THAT(listed(mona_, left), IsEmpty());

    auto const max = limit(manager("max"), {"Sales"});
    EXPECT_THAT(listed(max, in_time), IsEmpty());
    service::ChatList all{};
    all.states = {ChatState::active, ChatState::closed};
    EXPECT_THAT(listed(max, all), ElementsAre(sold));
    all.queue = queue("Support");
    EXPECT_EQ(refusal([&] { listed(max, all); }).code, Code::not_found);
    EXPECT_EQ(refusal([&] { listed(anna, all); }).code, Code::forbidden);
}

INSTANTIATE_TEST_SUITE_P(Engines, Dashboard, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
