#include "service/ghost_drafts.hpp"

#include <algorithm>

#include "service/access.hpp"
#include "service/presence.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

using store::DraftOutcome;

/// Whoever types says so every 2.5 s; more often than this is no typing.
constexpr milliseconds change_gap = seconds{1};

DraftView view_of(Tx& tx, store::GhostDraft const& it) {
    return {it.chat, it.place, person(tx, it.from), it.changed_at, it.text};
}

std::optional<store::GhostDraft> open_of(Tx& tx, ChatId chat, UserId from) {
    auto const last = tx.drafts.last(chat, from);
    return last && !last->outcome ? last : std::nullopt;
}

/// In passing: events are kept for days, and this is nobody's once it is settled.
void tell_changed(Tx& tx, store::GhostDraft const& it, DraftView const& view) {
    auto const data = to_json(DraftChanged{view});
    for (auto const user : {it.to, it.from}) {
        tx.pass("draft.changed", {}, user, data, Tx::Reach::every_node);
    }
}

void settle(Tx& tx, store::GhostDraft const& it, DraftOutcome outcome) {
    tx.drafts.settle(it, outcome, tx.now());
    DraftSettled const told{it.chat, it.place, person(tx, it.from), outcome};
    for (auto const user : {it.to, it.from}) tell_agent(tx, user, "draft.settled", told);
}

}  // namespace

ChatDrafted chat_draft(Tx& tx, Actor const& actor, ChatDraft const& p) {
    actor.need(domain::Right::chat_monitor);
    auto const chat = visible_chat(tx, actor, p.chat);
    auto const last = tx.drafts.last(chat.id, actor.user);
    auto const known = last && !last->outcome ? last : std::nullopt;
    if (p.text.empty()) {
        if (known) settle(tx, *known, DraftOutcome::withdrawn);
        return {};
    }
    auto const text = message_text(p.text, tx.limits().agent_text_max, "/text");
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    if (chat.state != domain::ChatState::active) throw Refused{Code::chat_not_active};
    auto const watchers = watchers_of(tx, chat);
    if (std::ranges::find(watchers, actor.user) == watchers.end()) {
        throw Refused{Code::forbidden, "only who watches the chat may write for its agent"};
    }
    if (known && known->text == text) return {view_of(tx, *known)};
    // One that follows another as well: whoever withdraws and writes anew types no faster.
    auto const early = last ? last->changed_at + change_gap - tx.now() : milliseconds{0};
    if (early > milliseconds{0}) {
        throw too_many(static_cast<int>(early.count()), "a draft changes once a second");
    }
    store::GhostDraft draft{chat.organization, chat.id,  0,    actor.user, *chat.agent,
                            tx.now(),          tx.now(), text, {},         {}};
    if (known) {
        tx.drafts.change(*known, text, tx.now());
        draft.place = known->place;
    } else {
        draft = tx.drafts.add(draft);
    }
    auto const view = view_of(tx, draft);
    tell_changed(tx, draft, view);
    return {view};
}

DraftSettledResult chat_settle_draft(Tx& tx, Actor const& actor, ChatSettleDraft const& p) {
    actor.need(domain::Right::chat_handle);
    auto const chat = own_chat(tx, actor, p.chat);
    auto const last = tx.drafts.last(chat.id, p.from);
    auto const before = p.outcome == DraftOutcome::edited ? std::optional{DraftOutcome::taken}
                                                          : std::optional<DraftOutcome>{};
    bool const by_agent = p.outcome != DraftOutcome::withdrawn && p.outcome != DraftOutcome::gone;
    if (!by_agent) throw invalid("/outcome", "must be taken, edited or dropped");
    if (!last || last->to != actor.user || last->outcome != before) {
        throw Refused{Code::not_found, "there is no such draft"};
    }
    settle(tx, *last, p.outcome);
    was_active(tx, actor.user);
    return {p.outcome == DraftOutcome::taken ? last->text : std::string{}};
}

DraftItems chat_drafts(Tx& tx, Actor const& actor, ChatGet const& p) {
    if (actor.kind != Actor::Kind::staff) throw Refused{Code::forbidden};
    auto const chat = visible_chat(tx, actor, p.chat);
    DraftItems result;
    if (chat.supervised == 0) return result;
    for (auto const& it : tx.drafts.open_in(chat.id)) {
        if (it.to == actor.user || it.from == actor.user) result.items.push_back(view_of(tx, it));
    }
    return result;
}

void draft_ends(Tx& tx, ChatId chat, UserId from) {
    if (auto const open = open_of(tx, chat, from)) settle(tx, *open, DraftOutcome::gone);
}

void drafts_end(Tx& tx, store::Chat const& chat) {
    if (chat.supervised == 0) return;
    for (auto const& it : tx.drafts.open_in(chat.id)) settle(tx, it, DraftOutcome::gone);
}

}  // namespace parley::service
