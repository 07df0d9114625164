#include "service/report_folding.hpp"

#include <charconv>
#include <map>

#include "base/ensure.hpp"
#include "service/policy.hpp"

namespace parley::service {

namespace {

using domain::Counter;
using domain::Sums;
using domain::Timed;
using store::ReportSubject;
using store::Span;

constexpr milliseconds an_hour = std::chrono::hours{1};
constexpr milliseconds a_day = std::chrono::hours{24};
// A commit may take a while, and the clocks of nodes differ a little.
constexpr milliseconds settling = std::chrono::minutes{2};
constexpr milliseconds look_again = std::chrono::minutes{5};
constexpr milliseconds go_on = milliseconds{20};
// What one run of the timer folds, so that nobody waits for it: spans with so many chats. Each
// agent costs a quarter of a chat, since their times are read in any case.
constexpr std::int64_t slice_chats = 300;
constexpr std::int64_t agents_a_chat = 4;
constexpr std::int64_t slice_spans = 24;

Instant floor_to(Instant at, milliseconds step) { return {at.ms - at.ms % step.count()}; }

/// Counts for a queue, and for an agent's part in it.
class Counting {
  public:
    Counting(store::Tx& tx, Span span, Counted const& counted)
        : tx_(tx), span_(span), counted_(counted) {}

    void chats() {
        for (auto const& it : tx_.facts.arrived(span_)) {
            of_queue(it, it.at).add(Counter::arrived);
        }
        for (auto const& it : tx_.facts.answered(span_)) {
            both(it, [&](Sums& sums) { answered(sums, it); });
        }
        for (auto const& it : tx_.facts.ended(span_)) ended(it);
        for (auto const& it : tx_.facts.handed_on(span_)) {
            both(it, [&](Sums& sums) {
                sums.add(Counter::handled);
                sums.add(Timed::handle, it.at - it.since);
                if (it.by_agent) sums.add(Counter::transferred);
            });
        }
        for (auto const& it : tx_.facts.let_pass(span_)) {
            auto const missed = it.state == store::OfferState::expired;
            both(it, [&](Sums& sums) { sums.add(missed ? Counter::missed : Counter::declined); });
        }
        for (auto const& it : tx_.facts.wrapped_up(span_)) {
            both(it, [&](Sums& sums) { sums.add(Timed::wrap_up, it.at - it.since); });
        }
    }

    void codes() {
        for (auto const& it : tx_.facts.coded(span_)) coded(it);
    }

    void states() {
        for (auto const& agent : tx_.facts.agents()) times_of(agent);
    }

  private:
    template <class Fact>
    Sums& of_queue(Fact const& it, Instant at) {
        return counted_({it.organization, ReportSubject::queue, it.queue, 0, {}}, at);
    }
    template <class Fact>
    Sums& of_agent(Fact const& it, UserId agent, Instant at) {
        return counted_({it.organization, ReportSubject::agent, it.queue, agent.value, {}}, at);
    }
    template <class Fact, class Add>
    void both(Fact const& it, Add add) {
        add(of_queue(it, it.at));
        add(of_agent(it, it.agent, it.at));
    }

    void answered(Sums& sums, store::ChatAnswered const& it) {
        auto const waited = it.at - it.waited_since;
        auto const target = answer_target(it.queue);
        bool const in_time = !target || waited <= *target;
        sums.add(Counter::answered);
        sums.add(Timed::wait, waited);
        if (in_time) sums.add(Counter::in_time);
        if (target) sums.add(Counter::aimed);
        if (target && in_time) sums.add(Counter::aimed_in_time);
    }

    /// As the queue says now, until when an answer is in time; nothing: there is no target.
    std::optional<milliseconds> answer_target(QueueId queue) {
        auto const [known, fresh] = targets_.try_emplace(queue, 0);
        if (fresh) known->second = policy_of(tx_, tx_.queues.get(queue)).answer_target_s;
        return known->second > 0 ? std::optional<milliseconds>{seconds{known->second}}
                                 : std::nullopt;
    }

    void ended(store::ChatEnded const& it) {
        if (it.agent) {
            auto const add = [&](Sums& sums) {
                sums.add(Counter::handled);
                sums.add(Timed::handle, it.at - it.agent_since.value_or(it.at));
            };
            add(of_queue(it, it.at));
            add(of_agent(it, *it.agent, it.at));
        }
        if (it.writer && it.written_at) {
            auto const took = *it.written_at - it.waited_since;
            of_queue(it, it.at).add(Timed::first_answer, took);
            of_agent(it, *it.writer, it.at).add(Timed::first_answer, took);
        }
        if (!it.first_accepted_at && it.reason) not_answered(it);
    }

    /// Whoever said nothing to a bot did not wait for anybody.
    void not_answered(store::ChatEnded const& it) {
        using enum domain::EndReason;
        auto& sums = of_queue(it, it.at);
        if (it.reason == bot_solved) sums.add(Counter::solved_by_bot);
        if (it.reason == left_message) sums.add(Counter::left_message);
        if (it.reason == customer_cancelled || it.reason == wait_expired ||
            it.reason == queue_closed) {
            sums.add(Counter::abandoned);
            sums.add(Timed::gave_up, it.at - it.waited_since);
            if (answer_target(it.queue)) sums.add(Counter::aimed);
        }
    }

    void coded(store::ChatCoded const& it) {
        auto& sums =
            counted_({it.organization, ReportSubject::code, it.queue, it.code.value, {}}, it.at);
        sums.add(Counter::coded);
        if (it.first_accepted_at) sums.add(Timed::handle, it.at - *it.first_accepted_at);
    }

    /// Whoever is signed out does nothing that is counted.
    void times_of(store::AgentOf const& agent) {
        auto const rows = tx_.agent_times.between(agent.agent, span_.from, span_.until);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].label == domain::Label::offline) continue;
            auto from = std::max(rows[i].at, span_.from);
            auto const end = i + 1 < rows.size() ? rows[i + 1].at : span_.until;
            auto const until = std::min(end, tx_.now());
            ReportKey const key{
                agent.organization,
                ReportSubject::state,
                {},
                agent.agent.value,
                std::string{word(rows[i].label)} + '/' + rows[i].status + '/' + rows[i].reason};
            while (from < until) {
                auto const next =
                    std::min(floor_to(from, domain::a_quarter) + domain::a_quarter, until);
                counted_(key, from).add(Counter::state_ms, (next - from).count());
                from = next;
            }
        }
    }

    store::Tx& tx_;
    Span span_;
    Counted const& counted_;
    std::map<QueueId, std::int64_t> targets_;
};

using Quarters = std::map<std::int64_t, std::string>;  // of a day: number, sums as a word

std::string joined(Quarters const& quarters) {
    std::string text;
    for (auto const& [number, word] : quarters) {
        if (!text.empty()) text += ';';
        text += std::to_string(number) + ' ' + word;
    }
    return text;
}

std::string total(Quarters const& quarters) {
    Sums sums;
    for (auto const& [number, word] : quarters) domain::add_word(sums, word);
    return to_word(sums);
}

ReportKey key_of(store::ReportDay const& it) {
    return {it.organization, it.subject, it.queue, it.ref, it.state};
}

/// Puts what has happened in the span, which lies within a UTC day, in place of what was known.
void fold(store::Tx& tx, Span span) {
    auto const day = floor_to(span.from, a_day);
    ENSURE(span.until <= day + a_day);
    auto const number = [&](Instant at) { return (at - day) / domain::a_quarter; };

    std::map<ReportKey, std::map<std::int64_t, Sums>> fresh;
    count(tx, span, {},
          [&](ReportKey const& key, Instant at) -> Sums& { return fresh[key][number(at)]; });
    std::map<ReportKey, Quarters> known, rows;
    for (auto const& row : tx.reports.of_day(day)) {
        auto const key = key_of(row);
        each_quarter(row.quarters, [&](std::int64_t at, std::string_view word) {
            known[key][at] = word;
            if (at < number(span.from) || at >= number(span.until)) rows[key][at] = word;
        });
    }
    for (auto const& [key, quarters] : fresh) {
        for (auto const& [at, sums] : quarters) {
            // Whoever came and went in the same millisecond has spent no time.
            if (!sums.empty()) rows[key][at] = to_word(sums);
        }
    }
    auto const row_of = [&](ReportKey const& key, Quarters const& quarters) {
        return store::ReportDay{key.organization, key.subject,     day,
                                key.queue,        key.ref,         key.state,
                                total(quarters),  joined(quarters)};
    };
    for (auto const& [key, quarters] : rows) {
        auto const before = known.find(key);
        if (before != known.end() && before->second == quarters) continue;
        tx.reports.save(row_of(key, quarters));
    }
    for (auto const& [key, quarters] : known) {
        if (!rows.contains(key)) tx.reports.remove(row_of(key, quarters));
    }
}

std::int64_t spans_at_most(store::Tx& tx) {
    auto const agents = std::ssize(tx.facts.agents()) / agents_a_chat;
    return std::clamp<std::int64_t>(slice_chats / std::max<std::int64_t>(agents, 1), 1,
                                    slice_spans);
}

/// The hours that are over since the last time. Gives whether that is all of them.
bool fold_forward(store::Tx& tx, Span& folded, Instant until) {
    std::int64_t spans = 0;
    for (auto const most = spans_at_most(tx); folded.until < until; ++spans) {
        if (spans == most) return false;
        fold(tx, {folded.until, folded.until + an_hour});
        folded.until = folded.until + an_hour;
    }
    return true;
}

bool fold_changed(store::Tx& tx, Span const& folded) {
    auto const hours = tx.reports.changed(folded.until, slice_spans);
    for (auto const hour : hours) {
        if (hour >= folded.from) fold(tx, {hour, hour + an_hour});
        tx.reports.forget_changed(hour);
    }
    return std::ssize(hours) < slice_spans;
}

/// From the day before to the first one; of a day with many chats an hour at a time.
bool fold_backward(store::Tx& tx, Span& folded) {
    auto const first = tx.facts.first();
    if (!first) return true;
    auto const begin = floor_to(*first, a_day);
    std::int64_t chats = 0;
    std::int64_t spans = 0;
    for (auto const most = spans_at_most(tx); folded.from > begin; ++spans) {
        if (spans == most || chats >= slice_chats) return false;
        Span span{floor_to(folded.from + milliseconds{-1}, a_day), folded.from};
        if (auto const size = tx.facts.size(span); size > slice_chats) {
            span.from = folded.from + -an_hour;
            chats += tx.facts.size(span);
        } else {
            chats += size;
        }
        fold(tx, span);
        folded.from = span.from;
    }
    return true;
}

}  // namespace

void each_quarter(std::string_view quarters,
                  std::function<void(std::int64_t, std::string_view)> const& each) {
    while (!quarters.empty()) {
        auto const one = quarters.substr(0, quarters.find(';'));
        quarters.remove_prefix(std::min(one.size() + 1, quarters.size()));
        std::int64_t number = 0;
        auto const read = std::from_chars(one.data(), one.data() + one.size(), number);
        ENSURE(read.ec == std::errc{} && *read.ptr == ' ');
        each(number, one.substr(static_cast<std::size_t>(read.ptr - one.data()) + 1));
    }
}

void count(store::Tx& tx, Span span, std::optional<ReportSubject> only, Counted const& counted) {
    Counting counting{tx, span, counted};
    if (!only || only == ReportSubject::queue || only == ReportSubject::agent) counting.chats();
    if (!only || only == ReportSubject::code) counting.codes();
    if (!only || only == ReportSubject::state) counting.states();
}

void fold_reports(store::Tx& tx) {
    auto const over = floor_to(tx.now() + -settling, an_hour);
    auto const known = tx.reports.folded();
    auto folded = known.value_or(Span{over, over});
    bool const all =
        fold_forward(tx, folded, over) && fold_changed(tx, folded) && fold_backward(tx, folded);
    if (!known || known->from != folded.from || known->until != folded.until) {
        tx.reports.set_folded(folded);
    }
    tx.set_timer(tx.now() + (all ? look_again : go_on), store::TimerKind::fold_reports, 0);
}

}  // namespace parley::service
