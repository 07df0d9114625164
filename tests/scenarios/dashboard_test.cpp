// The live figures: what managers see of queues and agents at a moment, what those are told who
// watch, and the lists behind the figures (A14, A17, A18, A21, V3, V16, W51, E54).
#include "service/dashboard.hpp"

#include <algorithm>
#include <map>
#include <random>

#include <gmock/gmock.h>

#include "desk.hpp"
#include "service/administration.hpp"

namespace parley::scenarios {
namespace {

using domain::ChatState;
using service::AttentionKind;
using service::DashboardView;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Dashboard : public Desk {
  protected:
    void SetUp() override {
        Desk::SetUp();
        if (!IsSkipped()) mona_ = manager("mona");
    }

    DashboardView see(Actor const& who, std::optional<std::int64_t> window_min = {}) {
        return call(service::dashboard_get, who, {window_min}).dashboard;
    }
    service::DashboardQueue see(std::string const& name) {
        for (auto const& each : see(mona_).queues) {
            if (each.name == name) return each;
        }
        ADD_FAILURE() << "the queue is not shown";
        return {};
    }
    Actor limit(Actor const& whom, std::vector<std::string> const& names) {
        service::UserUpdate p{};
        p.user = whom.user;
        p.reach.emplace();
        for (auto const& name : names) p.reach->push_back(queue(name));
        call(service::user_update, root(), p);
        return again(whom);
    }
    std::vector<std::string> attention(DashboardView const& view) {
        std::vector<std::string> lines;
        for (auto const& it : view.attention) {
            lines.push_back(std::string{word(it.kind)} + " " + it.queue_name.value_or("") + " " +
                            it.agent_name.value_or("") + " " + it.customer.value_or("") + " " +
                            std::to_string((now() - it.since).count() / 1000));
        }
        return lines;
    }
    std::vector<ChatId> listed(Actor const& who, service::ChatList p) {
        std::vector<ChatId> ids;
        for (auto const& each : call(service::chat_list, who, p).items) ids.push_back(each.id);
        return ids;
    }

    void expect_naive(DashboardView const& view, std::vector<ChatId> const& chats);

    Actor mona_;
};

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

template <class Row>
void apply_rows(std::vector<Row>& rows, std::optional<std::vector<Row>> const& changed,
                std::optional<std::vector<decltype(Row::id)>> const& gone) {
    std::map<decltype(Row::id), Row> by_id;
    for (auto const& row : rows) by_id[row.id] = row;
    if (changed) {
        for (auto const& row : *changed) by_id[row.id] = row;
    }
    if (gone) {
        for (auto const id : *gone) EXPECT_EQ(by_id.erase(id), 1u);
    }
    rows.clear();
    for (auto const& [id, row] : by_id) rows.push_back(row);
}

/// What a face does with an event.
void apply_difference(DashboardView& shown, service::DashboardChanged const& changed) {
    shown.at = changed.at;
    if (changed.totals) shown.totals = *changed.totals;
    apply_rows(shown.queues, changed.queues, changed.queues_gone);
    apply_rows(shown.agents, changed.agents, changed.agents_gone);
    if (changed.attention) shown.attention = *changed.attention;
}

/// Counts all chats there ever were, one by one.
void Dashboard::expect_naive(DashboardView const& view, std::vector<ChatId> const& chats) {
    auto const since = now() + -std::chrono::minutes{view.window_min};
    std::int64_t recent = 0;
    for (auto const& shown : view.queues) {
        service::DashboardQueue naive{};
        std::vector<std::int64_t> waits;
        connection_->run([&](store::Tx& tx) {
            for (auto const id : chats) {
                auto const chat = tx.chats.get(id);
                if (chat.queue != shown.id) continue;
                naive.waiting += domain::is_waiting(chat.state);
                naive.offered += chat.state == ChatState::offered;
                naive.ongoing += chat.state == ChatState::active;
                naive.wrap_up += chat.agent && tx.wrap_ups.open(id, *chat.agent);
                naive.window.arrived += chat.started_at >= since;
                if (chat.accepted_at && *chat.accepted_at >= since) {
                    waits.push_back((*chat.accepted_at - chat.queued_at).count() / 1000);
                    naive.window.answered_in_time += waits.back() <= shown.answer_target_s;
                }
                naive.window.abandoned +=
                    chat.state == ChatState::unanswered && *chat.ended_at >= since;
                auto const last = tx.messages.at(id, chat.seq)->at;
                recent += std::max(last, chat.ended_at.value_or(last)) >= since;
            }
            auto const info = tx.queues.get(shown.id);
            naive.agents_available = tx.agents.ready_count(info.id, domain::one_place);
        });
        EXPECT_EQ(shown.waiting, naive.waiting);
        EXPECT_EQ(shown.offered, naive.offered);
        EXPECT_EQ(shown.ongoing, naive.ongoing);
        EXPECT_EQ(shown.wrap_up, naive.wrap_up);
        EXPECT_EQ(shown.agents_available, naive.agents_available);
        EXPECT_EQ(shown.window.arrived, naive.window.arrived);
        EXPECT_EQ(shown.window.answered, std::ssize(waits));
        EXPECT_EQ(shown.window.answered_in_time, naive.window.answered_in_time);
        EXPECT_EQ(shown.window.abandoned, naive.window.abandoned);
        std::ranges::sort(waits);
        if (!waits.empty()) {
            EXPECT_EQ(shown.window.wait_p50_s, waits[(waits.size() + 1) / 2 - 1]);
        }
    }
    EXPECT_EQ(view.totals.recent_chats, recent);
}

TEST_P(Dashboard, W51_V3_AfterAnyWorkTheFiguresAreANaiveCountAndTheDifferencesAddUp) {
    std::mt19937 random{4711};
    auto const pick = [&](std::size_t of) { return static_cast<std::size_t>(random() % of); };
    set({{"answer_target_s", "15"}, {"max_wait_s", "60"}});
    std::vector<Actor> agents{agent("anna", 2, {"Support", "Sales"}), agent("ben", 3, {"Support"}),
                              agent("cleo", 1, {"Sales"})};
    std::vector<Actor> customers;
    std::vector<std::string> const queues{"Support", "Sales"};
    std::vector<ChatId> chats;
    auto shown = see(mona_, 15);
    service::DashboardWindow most{};  // that it has seen work at all
    for (int step = 0; step < 400; ++step) {
        auto const& somebody = agents[pick(agents.size())];
        try {
            switch (pick(8)) {
                case 0:
                case 1:
                    customers.push_back(customer("Kim"));
                    chats.push_back(ask(customers.back(), queues[pick(2)]));
                    break;
                case 2:
                    be(somebody, pick(3) ? "available" : "offline");
                    break;
                case 3:
                case 4:
                    if (!offered(somebody).empty()) {
                        call(service::chat_accept_all, somebody, {});
                    }
                    break;
                case 5:
                    if (auto const mine = listed(somebody, {ChatState::active, {}});
                        !mine.empty()) {
                        end(somebody, mine[pick(mine.size())]);
                    }
                    break;
                case 6:
                    if (!customers.empty()) {
                        auto const who = pick(customers.size());
                        call(service::chat_end, customers[who], {chats[who], {}});
                    }
                    break;
                default:
                    wait(seconds{1 + static_cast<int>(pick(20))});
            }
        } catch (Refused const&) {
        }
        auto const next = see(mona_, 15);
        apply_difference(shown, service::difference(shown, next));
        ASSERT_EQ(to_json(shown), to_json(next)) << "after step " << step;
        if (step % 10 == 0) expect_naive(next, chats);
        most.answered = std::max(most.answered, next.totals.window.answered);
        most.abandoned = std::max(most.abandoned, next.totals.window.abandoned);
    }
    EXPECT_GT(most.answered, 10);
    EXPECT_GT(most.abandoned, 10);
}

INSTANTIATE_TEST_SUITE_P(Engines, Dashboard, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
