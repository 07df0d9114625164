// The figures that somebody sees, counted from what was read for all.
#include <algorithm>
#include <unordered_map>

#include "service/dashboard_window.hpp"

namespace parley::service {

namespace {

constexpr std::size_t attention_max = 100;
template <class Row, class Key>
auto rows_of(std::vector<Row> const& rows, Key key, Key Row::* whose) {
    return std::ranges::equal_range(rows, key, {}, whose);
}

enum class Standing { online, away, missed, offline };

Standing standing_of(store::Agent const& agent) {
    using enum domain::StatusKind;
    if (agent.kind == missed) return Standing::missed;
    if (!agent.connected || agent.kind == offline) return Standing::offline;
    return agent.kind == ready ? Standing::online : Standing::away;
}

/// Counts one organization's figures for one scope.
class Counting {
  public:
    Counting(DashboardNow const& now, DashboardPast const& past, DashboardScope const& scope)
        : now_(now), past_(past), scope_(scope) {}

    DashboardView view() {
        view_.at = now_.at;
        view_.today_since = past_.today_since;
        view_.window_min = scope_.window_min;
        for (auto const& each : now_.queues) {
            if (!sees(each.queue.id)) continue;
            places_[each.queue.id] = view_.queues.size();
            view_.queues.push_back(queue_of(each));
            settings_.push_back(&each);
        }
        count_chats();
        count_agents();
        count_windows();
        sum_up();
        look_at_queues();
        put_attention_in_order();
        return std::move(view_);
    }

  private:
    bool sees(QueueId queue) const {
        return !scope_.reach || std::ranges::binary_search(*scope_.reach, queue);
    }

    DashboardQueue* find(QueueId queue) {
        auto const found = places_.find(queue);
        return found == places_.end() ? nullptr : &view_.queues[found->second];
    }

    DashboardQueue queue_of(WatchedQueue const& it) const {
        DashboardQueue queue{};
        queue.id = it.queue.id;
        queue.name = it.queue.name;
        queue.partition = it.queue.partition;
        queue.enabled = it.queue.enabled;
        queue.open = it.open;
        queue.answer_target_s = it.answer_target_s;
        queue.service_target_percent = it.service_target_percent;
        queue.reply_target_s = it.reply_target_s;
        for (auto const& wait : rows_of(now_.waits, queue.id, &store::QueueWaits::queue)) {
            queue.waiting = wait.waiting;
            queue.offered = wait.offered;
            queue.oldest_waiting_at = wait.oldest;
        }
        for (auto const& count : rows_of(now_.wrap_ups, queue.id, &store::QueueCount::queue)) {
            queue.wrap_up = count.count;
        }
        return queue;
    }

    void count_chats() {
        for (auto const& chat : now_.chats) {
            auto* const queue = find(chat.queue);
            if (!queue) continue;
            ++queue->ongoing;
            auto const& set = *settings_[places_[chat.queue]];
            if (chat.unanswered_since && is_over(*chat.unanswered_since, set.reply_target_s)) {
                note_chat(AttentionKind::unanswered, chat, *chat.unanswered_since,
                          set.reply_target_s, *queue);
            }
            if (chat.help_since) {
                note_chat(AttentionKind::help, chat, *chat.help_since, {}, *queue);
            }
            if (chat.gone_since && is_over(*chat.gone_since, set.absent_s)) {
                note_chat(AttentionKind::customer_gone, chat, *chat.gone_since, set.absent_s,
                          *queue);
            }
        }
    }

    void count_agents() {
        auto& totals = view_.totals;
        for (auto const& agent : now_.agents) {
            auto const in = rows_of(now_.members, agent.id, &store::QueueMember::user);
            auto const seen =
                std::ranges::any_of(in, [&](auto const& it) { return sees(it.queue); });
            if (scope_.reach && !seen) continue;
            auto const facts = agent.facts();
            bool const available = domain::is_free(facts);
            switch (standing_of(agent)) {
                case Standing::online:
                    ++totals.staff_online;
                    break;
                case Standing::away:
                    ++totals.agents_away;
                    break;
                case Standing::missed:
                    ++totals.agents_missed;
                    note_missed(agent);
                    break;
                case Standing::offline:
                    ++totals.agents_offline;
                    break;
            }
            if (available) ++totals.agents_available;
            for (auto const& member : in) {
                auto* const queue = find(member.queue);
                if (!queue) continue;
                if (agent.signed_in) ++queue->agents_signed_in;
                if (!domain::is_free(facts, settings_[places_[member.queue]]->weight)) continue;
                ++queue->agents_available;
                queue->places_free += std::max<std::int64_t>(
                    0, (domain::one_place * facts.capacity - facts.used()) / domain::one_place);
            }
            if (scope_.people) view_.agents.push_back(row_of(agent));
        }
    }

    DashboardAgent row_of(store::Agent const& agent) const {
        DashboardAgent row{};
        row.id = agent.id;
        for (auto const& name : rows_of(now_.names, agent.id, &store::NamedAgent::id)) {
            row.name = name.name;
            row.display_name = name.display_name;
        }
        for (auto const& in : rows_of(now_.teams, agent.id, &store::TeamMember::user)) {
            row.team = TeamName{in.team, in.team_name};
        }
        row.connected = agent.connected;
        row.presence = presence_view(agent);
        for (auto const& member : rows_of(now_.members, agent.id, &store::QueueMember::user)) {
            if (sees(member.queue)) row.queues.push_back(member.queue);
        }
        add_chats(row, now_.chats);
        add_chats(row, now_.joined);
        std::ranges::sort(row.chats, {},
                          [](auto const& it) { return std::tie(it.since, it.chat); });
        std::int64_t handled_ms = 0;
        for (auto const& it : rows_of(past_.handled, agent.id, &store::HandledToday::agent)) {
            if (!sees(it.queue)) continue;
            row.today.handled += it.chats;
            handled_ms += it.ms;
        }
        row.today.handle_mean_s = mean_s(row.today.handled, handled_ms);
        for (auto const& it : rows_of(past_.missed, agent.id, &store::MissedToday::agent)) {
            if (sees(it.queue)) row.today.missed += it.count;
        }
        return row;
    }

    void add_chats(DashboardAgent& row, std::vector<store::LiveChat> const& chats) const {
        for (auto const& chat : rows_of(chats, row.id, &store::LiveChat::agent)) {
            if (!sees(chat.queue)) continue;
            row.chats.push_back({chat.chat, chat.customer, chat.since});
            auto const& oldest = row.oldest_unanswered_at;
            if (chat.unanswered_since && (!oldest || *chat.unanswered_since < *oldest)) {
                row.oldest_unanswered_at = chat.unanswered_since;
                row.oldest_unanswered_chat = chat.chat;
            }
        }
    }

    void count_windows() {
        auto all = happened(now_, past_, scope_);
        Happened together;
        for (auto& queue : view_.queues) {
            auto& one = all[queue.id];
            together.add(one);
            queue.last_hour = std::move(one.last_hour);
            queue.window = window_of(std::move(one));
        }
        view_.totals.recent_chats = together.recent;
        view_.totals.window = window_of(std::move(together));
    }

    void sum_up() {
        auto& totals = view_.totals;
        for (auto const& queue : view_.queues) {
            totals.waiting += queue.waiting;
            totals.offered += queue.offered;
            totals.ongoing += queue.ongoing;
            totals.wrap_up += queue.wrap_up;
            auto const& oldest = queue.oldest_waiting_at;
            if (oldest && (!totals.oldest_waiting_at || *oldest < *totals.oldest_waiting_at)) {
                totals.oldest_waiting_at = oldest;
            }
        }
    }

    bool is_over(Instant since, std::int64_t limit_s) const {
        return now_.at - since > seconds{limit_s};
    }

    void look_at_queues() {
        for (auto const& queue : view_.queues) {
            if (!queue.oldest_waiting_at) continue;
            AttentionItem item{};
            item.since = *queue.oldest_waiting_at;
            item.queue = queue.id;
            item.queue_name = queue.name;
            if (queue.agents_available == 0) {
                item.kind = AttentionKind::nobody;
                view_.attention.push_back(item);
            }
            if (queue.answer_target_s > 0 && is_over(item.since, queue.answer_target_s)) {
                item.kind = AttentionKind::wait;
                item.limit_s = queue.answer_target_s;
                view_.attention.push_back(item);
            }
        }
    }

    std::string name_of(UserId agent) const {
        for (auto const& name : rows_of(now_.names, agent, &store::NamedAgent::id)) {
            return name.display_name;
        }
        return {};
    }

    void note_missed(store::Agent const& agent) {
        AttentionItem item{};
        item.kind = AttentionKind::missed;
        item.since = agent.status_since;
        if (scope_.people) {
            item.agent = agent.id;
            item.agent_name = name_of(agent.id);
        }
        view_.attention.push_back(std::move(item));
    }

    void note_chat(AttentionKind kind, store::LiveChat const& chat, Instant since,
                   std::optional<std::int64_t> limit_s, DashboardQueue const& queue) {
        AttentionItem item{};
        item.kind = kind;
        item.since = since;
        item.limit_s = limit_s;
        item.queue = queue.id;
        item.queue_name = queue.name;
        if (scope_.people) {
            item.agent = chat.agent;
            item.agent_name = name_of(chat.agent);
            item.chat = chat.chat;
            item.customer = chat.customer;
        }
        view_.attention.push_back(std::move(item));
    }

    void put_attention_in_order() {
        auto& all = view_.attention;
        std::ranges::sort(all, {}, [](auto const& it) {
            return std::tie(it.kind, it.since, it.queue, it.agent, it.chat);
        });
        if (all.size() > attention_max) all.resize(attention_max);
    }

    DashboardNow const& now_;
    DashboardPast const& past_;
    DashboardScope const& scope_;
    DashboardView view_{};
    std::unordered_map<QueueId, std::size_t> places_;  // in view_.queues and settings_
    std::vector<WatchedQueue const*> settings_;
};

}  // namespace

DashboardView view_of(DashboardNow const& now, DashboardPast const& past,
                      DashboardScope const& scope) {
    return Counting{now, past, scope}.view();
}

}  // namespace parley::service
