#include "service/sharing.hpp"

#include <algorithm>

#include "service/access.hpp"
#include "service/policy.hpp"
#include "service/presence.hpp"
#include "service/tell.hpp"

namespace parley::service {

namespace {

/// Descriptions of one picture take half of it. As many as a customer may send at once, written as
/// JSON, are to fit into what may wait for an agent's socket.
constexpr std::size_t signal_bytes_max = 8 * 1024;

/// RFC 8866 has more than ASCII in names and titles alone, which browsers leave out.
bool is_plain(std::string const& text) {
    return std::ranges::all_of(
        text, [](char c) { return (c >= ' ' && c <= '~') || c == '\r' || c == '\n' || c == '\t'; });
}

void need_open(Tx& tx, store::Chat const& chat) {
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    if (chat.state != domain::ChatState::active) throw Refused{Code::chat_not_active};
    if (!is_sharing_open(chat, policy_of(tx, tx.queues.get(chat.queue)))) {
        throw Refused{Code::forbidden, "screens are not shown here"};
    }
}

SharingView view_of(Tx& tx, store::Sharing const& it) {
    auto const state = it.runs ? SharingState::running : SharingState::asked;
    return {it.id, person(tx, it.agent), state, it.since, {}};
}

void tell_changed(Tx& tx, store::Chat const& chat, SharingView const& view) {
    SharingChanged const changed{chat.id, view};
    tell_visitor(tx, chat.visitor, "sharing.changed", changed);
    tell_staff(tx, chat, "sharing.changed", changed);
}

SharingView keep(Tx& tx, store::Chat const& chat, store::Sharing const& it) {
    tx.sharings.set(chat.id, it);
    auto view = view_of(tx, it);
    tell_changed(tx, chat, view);
    return view;
}

/// Adds a line where the screen was seen. The caller saves the chat.
SharingView close(Tx& tx, store::Chat& chat, store::Sharing const& it, SharingOutcome outcome,
                  std::optional<PersonView> const& by) {
    tx.sharings.end(chat.id);
    chat.sharing.reset();
    if (it.runs) add_system_message(tx, chat, SystemEventType::sharing_ended, by);
    SharingView const view{it.id, person(tx, it.agent), SharingState::over, tx.now(), outcome};
    tell_changed(tx, chat, view);
    return view;
}

std::optional<store::Sharing> open_in(Tx& tx, store::Chat const& chat) {
    return chat.sharing ? tx.sharings.of(chat.id) : std::nullopt;
}

void need_part_in(Actor const& actor, store::Sharing const& it) {
    if (actor.kind == Actor::Kind::staff && it.agent != actor.user) {
        throw Refused{Code::forbidden, "a colleague sees the screen"};
    }
}

}  // namespace

SharingResult sharing_ask(Tx& tx, Actor const& actor, SharingAsk const& p) {
    actor.need(domain::Right::chat_handle);
    auto const chat = joined_chat(tx, actor, p.chat);
    need_open(tx, chat);
    was_active(tx, actor.user);
    if (auto const known = open_in(tx, chat)) {
        if (known->agent == actor.user) return {view_of(tx, *known)};
        auto const name = person(tx, known->agent).name;
        throw Refused{Code::conflict,
                      name + (known->runs ? " sees" : " has asked for") + " the screen already"};
    }
    return {keep(tx, chat, {tx.make_id<SharingId>(), actor.user, tx.now(), false})};
}

SharingResult sharing_start(Tx& tx, Actor const& actor, SharingStart const& p) {
    auto chat = own_chat(tx, actor, p.chat);
    need_open(tx, chat);
    auto it = open_in(tx, chat);
    if (p.sharing && (!it || it->id != *p.sharing)) {
        throw Refused{Code::not_found, "nobody asks for the screen any more"};
    }
    if (it && it->runs) throw Refused{Code::conflict, "the screen is shown already"};
    // Who shows it of their own accord shows it to nobody else than they think.
    if (it && !p.sharing && it->agent != chat.agent) {
        throw Refused{Code::conflict, person(tx, it->agent).name + " has asked for the screen"};
    }
    if (!it) it = {tx.make_id<SharingId>(), *chat.agent, tx.now(), false};
    it->since = tx.now();
    it->runs = true;
    add_system_message(tx, chat, SystemEventType::sharing_started, person(actor));
    tx.chats.save(chat);
    return {keep(tx, chat, *it)};
}

SharingEnded sharing_end(Tx& tx, Actor const& actor, SharingEnd const& p) {
    auto chat = joined_chat(tx, actor, p.chat);
    auto const it = open_in(tx, chat);
    if (!it || it->id != p.sharing) return {};
    bool const staff = actor.kind == Actor::Kind::staff;
    if (chat.agent != actor.user) need_part_in(actor, *it);
    bool const failed = it->runs && p.failed.value_or(false);
    auto const outcome = failed     ? SharingOutcome::failed
                         : it->runs ? SharingOutcome::done
                         : staff    ? SharingOutcome::withdrawn
                                    : SharingOutcome::declined;
    auto const by = failed ? std::nullopt : std::optional{person(actor)};
    auto view = close(tx, chat, *it, outcome, by);
    tx.chats.save(chat);
    return {std::move(view)};
}

void write_json(std::string& out, Signal const&) { out += "\"\""; }

Nothing sharing_signal(Tx& tx, Actor const& actor, SharingSignal const& p) {
    if (p.data.text.size() > signal_bytes_max) {
        throw invalid("/data", "must have at most 8192 bytes");
    }
    if (!is_plain(p.data.text)) throw invalid("/data", "must be ASCII without control characters");
    auto const chat = joined_chat(tx, actor, p.chat);
    auto const it = open_in(tx, chat);
    if (!it || it->id != p.sharing || !it->runs) {
        throw Refused{Code::not_found, "the screen is not shown any more"};
    }
    need_part_in(actor, *it);
    bool const staff = actor.kind == Actor::Kind::staff;
    auto const visitor = staff ? std::optional{chat.visitor} : std::nullopt;
    auto const user = staff ? std::nullopt : std::optional{it->agent};
    tx.pass(sharing_signalled, visitor, user,
            to_json(SharingSignalled{chat.id, it->id, p.kind, p.data.text}), Tx::Reach::every_node);
    return {};
}

void need_sharing(Tx& tx, Actor const& actor, ChatId id) {
    auto const chat = joined_chat(tx, actor, id);
    auto const it = open_in(tx, chat);
    if (!it) throw Refused{Code::not_found, "no screen is shown"};
    need_part_in(actor, *it);
}

bool is_sharing_open(store::Chat const& chat, domain::Policy const& policy) {
    return policy.desktop_sharing && chat.state == domain::ChatState::active;
}

std::optional<SharingView> sharing_of(Tx& tx, store::Chat const& chat) {
    auto const it = open_in(tx, chat);
    return it ? std::optional{view_of(tx, *it)} : std::nullopt;
}

void sharing_ends(Tx& tx, store::Chat& chat) {
    if (auto const it = open_in(tx, chat)) close(tx, chat, *it, SharingOutcome::gone, {});
}

void sharing_ends(Tx& tx, store::Chat& chat, UserId guest) {
    auto const it = open_in(tx, chat);
    if (it && it->agent == guest) close(tx, chat, *it, SharingOutcome::gone, {});
}

}  // namespace parley::service
