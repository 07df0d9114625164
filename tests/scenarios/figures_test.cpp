// The live figures after any work: they are what a naive count says, and what who watches is told
// adds up to them (V3, W51).
#include <algorithm>
#include <map>
#include <random>

#include "dashboard.hpp"

namespace parley::scenarios {
namespace {

using domain::ChatState;

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
    if (changed.today_since) shown.today_since = *changed.today_since;
    if (changed.totals) shown.totals = *changed.totals;
    apply_rows(shown.queues, changed.queues, changed.queues_gone);
    apply_rows(shown.agents, changed.agents, changed.agents_gone);
    if (changed.attention) shown.attention = *changed.attention;
}

class Figures : public Dashboard {
  protected:
    /// The queue in which it began, and when an agent had it first.
    std::pair<QueueId, std::optional<Instant>> first_of(store::Tx& tx, store::Chat const& chat) {
        for (auto const& it : tx.hand_overs.of(chat.id)) {
            if (it.from) return {it.from_queue, it.since};
        }
        return {chat.queue, chat.accepted_at};
    }
    /// Counts all chats there ever were, one by one.
    void expect_naive(DashboardView const& view, std::vector<ChatId> const& chats) {
        auto const since = now() + -std::chrono::minutes{view.window_min};
        std::int64_t recent = 0;
        for (auto const& shown : view.queues) {
            service::DashboardQueue naive{};
            std::vector<std::int64_t> waits;
            connection_->run([&](store::Tx& tx) {
                for (auto const id : chats) {
                    auto const chat = tx.chats.get(id);
                    auto const [queue, accepted_at] = first_of(tx, chat);
                    if (queue == shown.id && accepted_at && *accepted_at >= since) {
                        waits.push_back((*accepted_at - chat.started_at).count() / 1000);
                        naive.window.answered_in_time += waits.back() <= shown.answer_target_s;
                    }
                    naive.window.arrived += queue == shown.id && chat.started_at >= since;
                    if (chat.queue != shown.id) continue;
                    naive.waiting += domain::is_waiting(chat.state);
                    naive.offered += chat.state == ChatState::offered;
                    naive.ongoing += chat.state == ChatState::active;
                    naive.wrap_up += chat.agent && tx.wrap_ups.open(id, *chat.agent);
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
};

TEST_P(Figures, W51_V3_AfterAnyWorkTheFiguresAreANaiveCountAndTheDifferencesAddUp) {
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

INSTANTIATE_TEST_SUITE_P(Engines, Figures, testing::Values("sqlite", "postgresql"),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace parley::scenarios
