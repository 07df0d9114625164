#include "service/wrap_up.hpp"

#include <algorithm>

#include "service/code_rules.hpp"
#include "service/policy.hpp"
#include "service/presence.hpp"
#include "service/routing.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr seconds one_extension{30};

/// All that decides about one wrap-up.
struct Work {
    store::WrapUp row;
    store::Chat chat;
    domain::Policy policy;
    CodeRules lists;
    std::vector<CodeId> chosen;
};

Work work_of(Tx& tx, store::WrapUp const& row) {
    auto const chat = tx.chats.get(row.chat);
    Work work{row,
              chat,
              policy_of(tx, tx.queues.get(row.queue), row.agent),
              code_rules(tx, row.organization, row.queue),
              {}};
    work.chosen = in_use(work.lists, tx.codes.of_chat(row.chat, row.agent));
    return work;
}

Work own_work(Tx& tx, Actor const& actor, ChatId chat) {
    actor.need(domain::Right::chat_handle);
    auto const row = tx.wrap_ups.open(chat, actor.user);
    if (!row || row->organization != actor.organization) throw Refused{Code::not_found};
    return work_of(tx, *row);
}

WrapUpView view_of(Tx& tx, Work const& work) {
    return {work.row.id,
            work.row.chat,
            work.row.began_at,
            work.row.due_at,
            work.row.due_at && *work.row.due_at <= tx.now(),
            work.row.due_at && work.policy.wrap_up_extend,
            work.lists.ids,
            work.chosen,
            domain::missing_codes(work.lists.rules, work.chosen, work.policy),
            work.policy.codes_max};
}

void tell_wrap_up(Tx& tx, Work const& work, std::string type) {
    tell_agent(tx, work.row.agent, std::move(type),
               WrapUpTold{view_of(tx, work), chat_view(tx, work.chat, Side::staff)});
}

/// Ends the wrap-up with these codes and what is kept as the note, or this one; its place is free.
/// Does not route.
void finish(Tx& tx, Work const& work, std::vector<CodeId> const& codes,
            store::WrapUpOutcome outcome, std::optional<std::string> const& note = {}) {
    if (codes != work.chosen) {
        tx.codes.set(work.row.organization, work.row.chat, work.row.agent, codes);
    }
    auto const missing = domain::missing_codes(work.lists.rules, codes, work.policy);
    tx.logs.keep(work.row.organization, work.row.chat, work.row.agent, note,
                 missing ? store::LogState::draft : store::LogState::saved, tx.now());
    tx.wrap_ups.end(work.row.id, outcome, tx.now());
    tx.clear_timer(store::TimerKind::wrap_up_expires, work.row.id.value);
    auto agent = tx.agents.get(work.row.agent);
    agent.wrap_ups -= 1;
    agent.extra -= work.row.weight - domain::one_place;
    agent.idle_since = tx.now();
    tx.agents.save(agent);
    tell_agent(tx, agent.id, "wrap_up.ended", WrapUpEnded{work.row.chat, outcome});
    tell_presence(tx, agent);
    if (!agent.facts().at_work()) work_done(tx, agent.id);
}

/// What becomes of a wrap-up whose time is up (S21, S22). Does not route.
void end_unless_held(Tx& tx, store::WrapUp const& row) {
    auto const work = work_of(tx, row);
    auto const outcome = domain::timed_out(work.lists.rules, work.chosen, work.policy);
    if (outcome.hold) {
        tell_wrap_up(tx, work, "wrap_up.changed");
    } else {
        finish(tx, work, outcome.codes, store::WrapUpOutcome::timed_out);
    }
}

/// A chat in which the caller has a part, as its owner or as a guest. Refuses not_found.
store::Chat chat_of_agent(Tx& tx, Actor const& actor, ChatId id) {
    auto const chat = tx.chats.find(id);
    if (!chat || chat->organization != actor.organization ||
        (chat->agent != actor.user && !is_guest(tx, *chat, actor.user))) {
        throw Refused{Code::not_found};
    }
    return *chat;
}

/// Refuses codes that no rule allows.
void need_right(Work const& work, std::vector<CodeId> const& codes) {
    if (auto const wrong = domain::wrong_codes(work.lists.rules, codes, work.policy)) {
        throw invalid("/codes", *wrong);
    }
}

}  // namespace

void tell_wrap_up_changed(Tx& tx, store::WrapUp const& row) {
    tell_wrap_up(tx, work_of(tx, row), "wrap_up.changed");
}

void begin_wrap_up(Tx& tx, domain::Policy const& policy, store::Chat const& chat, UserId agent) {
    store::WrapUp row{tx.make_id<WrapUpId>(),
                      chat.organization,
                      chat.id,
                      agent,
                      tx.now(),
                      {},
                      chat.weight,
                      chat.queue};
    if (policy.wrap_up == domain::WrapUp::timed) {
        row.due_at = tx.now() + seconds{policy.wrap_up_s};
        tx.set_timer(*row.due_at, store::TimerKind::wrap_up_expires, row.id.value);
    }
    tx.wrap_ups.add(row);
    tell_wrap_up(tx, work_of(tx, row), "wrap_up.started");
}

void resume_work(Tx& tx, store::Chat const& chat, store::Agent& agent) {
    if (agent.wrap_ups == 0) return;
    auto const open = tx.wrap_ups.open(chat.id, agent.id);
    if (!open) return;
    tx.wrap_ups.remove(open->id);
    tx.clear_timer(store::TimerKind::wrap_up_expires, open->id.value);
    tell_agent(tx, agent.id, "wrap_up.ended", WrapUpEnded{chat.id, store::WrapUpOutcome::resumed});
    agent.wrap_ups -= 1;
    agent.extra -= open->weight - domain::one_place;
}

bool has_resumed(Tx& tx, store::Agent const& before) {
    return tx.agents.get(before.id).wrap_ups < before.wrap_ups;
}

void wrap_up_expired(Tx& tx, WrapUpId id) {
    auto const row = tx.wrap_ups.open(id);
    if (!row) return;
    end_unless_held(tx, *row);
    route_queues_of(tx, row->agent);
}

void look_again_at_wrap_ups(Tx& tx, UserId agent) {
    for (auto const& row : tx.wrap_ups.open_of(agent)) {
        if (row.due_at && *row.due_at <= tx.now()) end_unless_held(tx, row);
    }
}

void leave_wrap_ups(Tx& tx, UserId agent) {
    for (auto const& row : tx.wrap_ups.open_of(agent)) {
        auto const work = work_of(tx, row);
        finish(tx, work, work.chosen, store::WrapUpOutcome::agent_gone);
    }
}

WrapUpItems wrap_up_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::chat_handle);
    WrapUpItems result;
    for (auto const& row : tx.wrap_ups.open_of(actor.user)) {
        auto const work = work_of(tx, row);
        result.items.push_back({view_of(tx, work), chat_view(tx, work.chat, Side::staff)});
    }
    return result;
}

PresenceResult wrap_up_submit(Tx& tx, Actor const& actor, WrapUpSubmit const& p) {
    auto const work = own_work(tx, actor, p.chat);
    auto const codes =
        p.codes ? *p.codes : domain::with_defaults(work.lists.rules, work.chosen, work.policy);
    need_right(work, codes);
    if (auto const missing = domain::missing_codes(work.lists.rules, codes, work.policy)) {
        throw invalid("/codes", *missing);
    }
    auto const note = p.note ? std::optional{note_text(tx, *p.note)} : std::nullopt;
    finish(tx, work, codes, store::WrapUpOutcome::submitted, note);
    if (p.status) return presence_set(tx, actor, {*p.status, p.reason});
    if (p.reason) throw invalid("/reason", "only with a status");
    was_active(tx, actor.user);
    route_queues_of(tx, actor.user);
    return {presence_view(tx.agents.get(actor.user))};
}

WrapUpResult wrap_up_extend(Tx& tx, Actor const& actor, WrapUpExtend const& p) {
    auto work = own_work(tx, actor, p.chat);
    auto& due = work.row.due_at;
    if (!due) throw invalid("/chat", "this wrap-up has no countdown");
    if (p.hold.value_or(false)) {
        if (!work.policy.wrap_up_extend) {
            throw Refused{Code::forbidden, "the countdown cannot be stopped here"};
        }
        due.reset();
        tx.clear_timer(store::TimerKind::wrap_up_expires, work.row.id.value);
    } else {
        due = std::max(*due, tx.now()) + one_extension;
        tx.set_timer(*due, store::TimerKind::wrap_up_expires, work.row.id.value);
    }
    tx.wrap_ups.set_due(work.row.id, due);
    was_active(tx, actor.user);
    tell_wrap_up(tx, work, "wrap_up.changed");
    return {view_of(tx, work)};
}

ChatCodes chat_set_codes(Tx& tx, Actor const& actor, ChatSetCodes const& p) {
    actor.need(domain::Right::chat_handle);
    if (tx.wrap_ups.open(p.chat, actor.user)) {
        auto work = own_work(tx, actor, p.chat);
        need_right(work, p.codes);
        tx.codes.set(work.row.organization, p.chat, actor.user, p.codes);
        work.chosen = p.codes;
        auto const view = view_of(tx, work);
        if (view.held && !view.missing) {
            finish(tx, work, p.codes, store::WrapUpOutcome::timed_out);
            route_queues_of(tx, actor.user);
        } else {
            tx.logs.keep(work.row.organization, p.chat, actor.user, {}, store::LogState::draft,
                         tx.now());
            tell_wrap_up(tx, work, "wrap_up.changed");
        }
        return {p.codes, work.lists.ids};
    }
    auto const chat = chat_of_agent(tx, actor, p.chat);
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    auto const lists = code_rules(tx, chat.organization, chat.queue);
    auto const policy = policy_of(tx, tx.queues.get(chat.queue), actor.user);
    if (auto const wrong = domain::wrong_codes(lists.rules, p.codes, policy)) {
        throw invalid("/codes", *wrong);
    }
    tx.codes.set(chat.organization, p.chat, actor.user, p.codes);
    tx.logs.keep(chat.organization, p.chat, actor.user, {}, store::LogState::draft, tx.now());
    return {p.codes, lists.ids};
}

ChatCodes chat_get_codes(Tx& tx, Actor const& actor, ChatGet const& p) {
    actor.need(domain::Right::chat_handle);
    auto const chat = chat_of_agent(tx, actor, p.chat);
    return {tx.codes.of_chat(p.chat, actor.user),
            code_rules(tx, chat.organization, chat.queue).ids};
}

}  // namespace parley::service
