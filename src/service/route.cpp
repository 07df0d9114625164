// Which waiting chat goes to whom: reads the lines of one or several queues, asks the rule chat by
// chat in the order in which they are to be served, and makes the offers.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "service/policy.hpp"
#include "service/reasons.hpp"
#include "service/routing.hpp"

namespace parley::service {

namespace {

std::vector<domain::Need> needs_in(std::string const& word) {
    auto needs = domain::needs_from_word(word);
    ENSURE(needs);  // only to_word() is stored
    return std::move(*needs);
}

/// One queue: those who might take its chats, and its chats in their order, read bit by bit.
class QueueLine {
  public:
    QueueLine(store::Tx& tx, QueueId id) : tx_(tx), id_(id), candidates_(candidates_of(tx, id)) {}

    bool anybody() const {
        return std::ranges::any_of(candidates_, [](domain::Candidate const& agent) {
            return domain::is_routable(agent.facts, domain::least_weight);
        });
    }

    /// The chat that is next in this line; nothing at its end. Its attempts are not read yet.
    domain::WaitingChat const* head() {
        read_queue();
        if (policy_.routing == domain::Routing::pull) return nullptr;
        while (!head_) {
            if (next_ == rows_.size() && !read_more()) return nullptr;
            auto const& row = rows_[next_++];
            if (!seen_.insert(row.id).second || is_hopeless(row)) continue;
            head_ = as_waiting(row);
            head_row_ = &row;
        }
        return &*head_;
    }

    /// Offers the head to whom the rules choose, and goes on to the next. Gives who it is.
    std::optional<UserId> serve() {
        auto& chat = *head_;
        if (head_row_->asked_before) chat.past = past_of(tx_, chat.id, rules().exclude);
        auto const chosen = domain::choose(candidates_, chat, rules(), tx_.now());
        if (chosen) {
            auto const judged = domain::judge(candidates_, chat, rules(), tx_.now());
            auto const reasons =
                pack({rules().strategy, tx_.now() - chat.queued_at, chat.priority, judged, {}});
            if (assigns()) {
                assign_chat(tx_, *queue_, chat.id, *chosen, reasons);
            } else {
                make_offer(tx_, *queue_, policy_, chat.id, *chosen, reasons);
            }
            domain::take(candidates_, *chosen, rules(), tx_.now());
            if (assigns()) is_active(*chosen);
            if (rules().strategy == domain::Strategy::round_robin) note_turn(*chosen);
        } else {
            give_up();
        }
        head_.reset();
        return chosen;
    }

    /// Another line has given somebody a chat of that weight.
    void taken(UserId agent, std::int64_t weight, bool assigned) {
        for (auto& one : candidates_) {
            if (one.id != agent) continue;
            one.facts.offered += 1;
            one.facts.extra += weight - domain::one_place;
            one.idle_since = tx_.now();
        }
        if (assigned) is_active(agent);
    }

    /// That whom it has chosen had before.
    std::int64_t wrap_ups(UserId agent) const {
        return std::ranges::find(candidates_, agent, &domain::Candidate::id)->facts.wrap_ups;
    }

    std::int64_t weight() const { return rules_.weight; }

    /// Whether nobody is asked here.
    bool assigns() const { return policy_.routing == domain::Routing::assign; }

    /// So that somebody looks when time alone has made a match possible.
    void set_timer() {
        if (!again_) return;
        auto const set = tx_.timers().find(store::TimerKind::route_again, id_.value);
        if (set && set->due_at <= *again_) return;
        tx_.set_timer(*again_, store::TimerKind::route_again, id_.value);
    }

  private:
    /// What the queue decides; read once a chat is there to be decided on.
    domain::RoutingRules const& rules() {
        read_queue();
        return rules_;
    }

    void read_queue() {
        if (queue_) return;
        queue_ = tx_.queues.get(id_);
        policy_ = policy_of(tx_, *queue_);
        rules_ = rules_of(policy_);
        needs_ = needs_in(tx_.line.needs_of(id_));
    }

    domain::WaitingChat as_waiting(store::WaitingRow const& row) {
        read_queue();
        return {row.id,        row.priority,
                row.queued_at, combined(needs_, needs_in(row.needs)),
                row.wanted,    {}};
    }

    /// At first one: mostly there is one place to give away.
    bool read_more() {
        if (rows_.size() < limit_ && limit_ > 0) return false;
        limit_ = limit_ == 0 ? 1 : limit_ * 8;
        rows_ = tx_.line.queued(id_, static_cast<std::int64_t>(limit_));
        next_ = 0;
        return !rows_.empty();
    }

    /// Nobody may take the head, now; nor one that asks for the same and has waited no longer.
    void give_up() {
        auto const& chat = *head_;
        auto const chance = domain::next_chance(candidates_, chat, rules(), tx_.now());
        if (chance && (!again_ || *chance < *again_)) again_ = chance;
        if (!chat.past.empty()) return;
        auto& oldest = hopeless_.try_emplace(head_row_->needs, chat.queued_at).first->second;
        oldest = std::min(oldest, chat.queued_at);
    }

    bool is_hopeless(store::WaitingRow const& row) const {
        auto const known = hopeless_.find(row.needs);
        return known != hopeless_.end() && row.queued_at >= known->second;
    }

    /// What was counted as an offer is a chat already.
    void is_active(UserId agent) {
        auto const one = std::ranges::find(candidates_, agent, &domain::Candidate::id);
        if (one == candidates_.end()) return;
        one->facts.offered -= 1;
        one->facts.active += 1;
    }

    void note_turn(UserId agent) {
        auto const& one = *std::ranges::find(candidates_, agent, &domain::Candidate::id);
        tx_.line.take_turn(id_, agent, one.turn);
    }

    store::Tx& tx_;
    QueueId id_;
    std::vector<domain::Candidate> candidates_;
    std::optional<store::Queue> queue_;
    domain::Policy policy_;
    domain::RoutingRules rules_;
    std::vector<domain::Need> needs_;

    std::size_t limit_ = 0;
    std::vector<store::WaitingRow> rows_;
    std::size_t next_ = 0;
    std::unordered_set<ChatId> seen_;
    std::optional<domain::WaitingChat> head_;
    store::WaitingRow const* head_row_ = nullptr;
    std::unordered_map<std::string, Instant> hopeless_;  // needs: queued at
    std::optional<Instant> again_;
};

/// Several lines are one for who stands in all of them: a place that comes free goes to the chat
/// that is first over all.
void route_lines(store::Tx& tx, std::vector<QueueId> const& queues) {
    std::vector<QueueLine> lines;
    for (auto const queue : queues) {
        tx.lock(queue);
        tx.waiting_changed(queue);
        lines.emplace_back(tx, queue);
    }
    for (;;) {
        QueueLine* first = nullptr;
        for (auto& line : lines) {
            if (!line.anybody() || !line.head()) continue;
            if (!first || domain::comes_before(*line.head(), *first->head())) first = &line;
        }
        if (!first) break;
        auto const chosen = first->serve();
        if (!chosen) continue;
        // Whoever is busy now may have given an offer back, and others have got it; and whoever has
        // a chat back that they were wrapping up has a place more (S18): look anew.
        auto const now = tx.agents.get(*chosen).facts();
        bool const resumed = first->assigns() && now.wrap_ups < first->wrap_ups(*chosen);
        if (resumed || (first->assigns() && !domain::is_free(now, first->weight()))) {
            if (resumed) route_queues_of(tx, *chosen);
            for (auto& line : lines) line.set_timer();
            return route_lines(tx, queues);
        }
        for (auto& line : lines) {
            if (&line != first) line.taken(*chosen, first->weight(), first->assigns());
        }
    }
    for (auto& line : lines) line.set_timer();
}

}  // namespace

domain::RoutingRules rules_of(domain::Policy const& policy) {
    return {policy.strategy, seconds{policy.exclude_s}, policy.weight};
}

domain::RoutingRules rules_of(store::Tx& tx, store::Queue const& queue) {
    return rules_of(policy_of(tx, queue));
}

std::vector<domain::Candidate> candidates_of(store::Tx& tx, QueueId queue) {
    std::vector<domain::Candidate> candidates;
    auto const& members = tx.line.members(queue);
    candidates.reserve(members.size());
    for (auto const& member : members) {
        candidates.push_back(
            {member.id, member.facts(), member.idle_since, member.turn, member.skills});
    }
    return candidates;
}

domain::WaitingChat waiting_with(store::Tx& tx, QueueId queue, store::ChatWishes const& wishes,
                                 Instant queued_at) {
    return {{},
            wishes.priority,
            queued_at,
            domain::combined(needs_in(tx.line.needs_of(queue)), needs_in(wishes.needs)),
            wishes.wanted,
            {}};
}

domain::WaitingChat as_waiting(store::Tx& tx, store::Chat const& chat) {
    auto waiting = waiting_with(tx, chat.queue, tx.line.wishes(chat.id), chat.queued_at);
    waiting.id = chat.id;
    waiting.past = past_of(tx, chat.id, rules_of(tx, tx.queues.get(chat.queue)).exclude);
    return waiting;
}

std::vector<domain::PastOffer> past_of(store::Tx& tx, ChatId chat, milliseconds exclude) {
    std::vector<domain::PastOffer> past;
    for (auto const& offer : tx.offers.let_pass(chat, tx.now() + -exclude)) {
        past.push_back({offer.agent, *offer.decided_at, offer.state == store::OfferState::expired});
    }
    auto const last = tx.hand_overs.last(chat);
    bool const to_queue = last && (last->cause == store::HandOverCause::transfer ||
                                   last->cause == store::HandOverCause::requeued);
    if (to_queue && !last->to && last->at > tx.now() + -exclude) {
        past.push_back({*last->from, last->at, false, true});
    }
    return past;
}

void route(store::Tx& tx, QueueId queue) { route_lines(tx, {queue}); }

void route_queues_of(store::Tx& tx, UserId agent) { route_lines(tx, tx.queues.of_member(agent)); }

}  // namespace parley::service
