#include "service/conference.hpp"

#include <algorithm>

#include "service/access.hpp"
#include "service/handing.hpp"
#include "service/help.hpp"
#include "service/routing.hpp"
#include "service/sharing.hpp"
#include "service/supervision.hpp"
#include "service/word.hpp"
#include "service/wrap_up.hpp"

namespace parley::service {

namespace {

/// The chat as one of the guest's: it takes what it took when they joined.
store::Chat as_theirs(store::Chat chat, store::Guest const& guest) {
    chat.weight = guest.weight;
    return chat;
}

/// No guest any more, and all read so. Saves the chat, not the agent.
void take_out(Tx& tx, store::Chat& chat, store::Guest const& guest) {
    add_system_message(tx, chat, SystemEventType::agent_left, person(tx, guest.agent));
    sharing_ends(tx, chat, guest.agent);
    tx.guests.leave(guest, tx.now());
    chat.guests -= 1;
    supervision_ends(tx, chat, guest.agent, store::SupervisionMode::join);
    bool const spoke = speaker_leaves(chat, guest.agent);
    tx.chats.save(chat);
    if (spoke) tell_word(tx, chat, {});
    helper_leaves(tx, chat, guest.agent);
}

void tell_left(Tx& tx, store::Chat const& chat, store::Guest const& guest, GuestGone why) {
    auto const who = person(tx, guest.agent);
    auto const left = [&](ChatView view) { return ConferenceLeft{std::move(view), who, why}; };
    tell_both(tx, chat, chat.agent, "conference.left", left);
    tell_agent(tx, guest.agent, "conference.left", left(chat_view(tx, chat, Side::staff)));
}

/// Refuses with /agent.
store::Guest guest_in(Tx& tx, store::Chat const& chat, UserId agent) {
    auto const guest = tx.guests.find(chat.id, agent);
    if (!guest) throw invalid("/agent", "takes no part in the chat");
    return *guest;
}

}  // namespace

ChatResult conference_invite(Tx& tx, Actor const& actor, ConferenceInvite const& p) {
    actor.need(domain::Right::chat_conference);
    auto const chat = active_chat(tx, actor, p.chat);
    auto const said = said_with(tx, p.note, p.card);
    need_nobody_asked(chat);
    auto const policy = policy_for(tx, actor, chat);
    if (policy.conference_guests == 0) {
        throw Refused{Code::forbidden, "there are no conferences here"};
    }
    if (chat.guests >= policy.conference_guests) {
        throw Refused{Code::conflict, "no more guests may take part"};
    }
    ask_colleague(tx, actor, chat, target_agent(tx, actor, chat, p.agent, policy.weight),
                  store::OfferKind::conference, said);
    was_active(tx, actor.user);
    return {chat_view(tx, tx.chats.get(p.chat), Side::staff)};
}

ChatResult conference_cancel(Tx& tx, Actor const& actor, ConferenceCancel const& p) {
    return ask_no_more(tx, actor, p.chat, store::OfferKind::conference);
}

PresenceResult conference_leave(Tx& tx, Actor const& actor, ConferenceLeave const& p) {
    actor.need(domain::Right::chat_handle);
    auto chat = visible_chat(tx, actor, p.chat);
    auto const guest = tx.guests.find(chat.id, actor.user);
    if (!guest) {
        if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
        throw Refused{Code::forbidden, "only a guest may leave"};
    }
    guest_leaves(tx, chat, *guest, GuestGone::left);
    was_active(tx, actor.user);
    route_queues_of(tx, actor.user);
    return {presence_view(tx.agents.get(actor.user))};
}

ChatResult conference_end(Tx& tx, Actor const& actor, ConferenceEnd const& p) {
    auto chat = active_chat(tx, actor, p.chat);
    auto const guests = p.agent ? std::vector{guest_in(tx, chat, *p.agent)} : guests_of(tx, chat);
    auto const offer = chat.asked && !p.agent ? tx.offers.find(*chat.asked) : std::nullopt;
    bool const asked = offer && offer->kind == store::OfferKind::conference;
    if (guests.empty() && !asked) throw Refused{Code::conflict, "nobody takes part"};
    if (asked) {
        take_back(tx, *offer, WithdrawReason::cancelled);
        chat = tx.chats.get(p.chat);
    }
    for (auto const& guest : guests) guest_leaves(tx, chat, guest, GuestGone::removed);
    if (asked) route_queues_of(tx, offer->agent);
    for (auto const& guest : guests) route_queues_of(tx, guest.agent);
    was_active(tx, actor.user);
    return {chat_view(tx, tx.chats.get(p.chat), Side::staff)};
}

ChatResult conference_hand_over(Tx& tx, Actor const& actor, ConferenceHandOver const& p) {
    auto chat = active_chat(tx, actor, p.chat);
    auto const guest = guest_in(tx, chat, p.agent);
    auto const said = said_with(tx, {}, p.card);
    need_nobody_asked(chat);
    // A guest who is not there may still come back; an owner who is goes nowhere meanwhile.
    if (!tx.agents.get(guest.agent).connected) throw Refused{Code::agent_gone, {}, "/agent"};
    auto const before = chat;
    add_system_message(tx, chat, SystemEventType::agent_left, person(actor));
    keep_hand_over(tx, chat, store::HandOverCause::hand_over, chat.queue, guest.agent, said);
    guest_becomes_owner(tx, chat, guest);
    chat_left(tx, actor.user, before, ChatLeft::ended);
    tell_agent(tx, actor.user, "chat.transferred",
               ChatTransferred{chat_view(tx, chat, Side::staff), person(tx, guest.agent)});
    was_active(tx, actor.user);
    route_queues_of(tx, actor.user);
    return {chat_view(tx, tx.chats.get(p.chat), Side::staff)};
}

void conference_accepted(Tx& tx, store::Offer const& offer) {
    tx.hand_overs.set_asked(offer.chat, {});
    auto chat = tx.chats.get(offer.chat);
    auto agent = tx.agents.get(offer.agent);
    agent.offered -= 1;  // its place becomes the guest's
    guest_joins(tx, chat, agent, offer.weight);
}

void guest_joins(Tx& tx, store::Chat& chat, store::Agent& agent, std::int64_t weight) {
    supervision_ends(tx, chat, agent.id, store::SupervisionMode::watch);
    resume_work(tx, chat, agent);
    agent.active += 1;
    agent.idle_since = tx.now();
    tx.agents.save(agent);  // constraint: load within room (P7)
    tx.guests.add({chat.organization, chat.id, agent.id, tx.now(), weight, chat.read_agent});
    chat.guests += 1;
    word_begins(tx, chat);
    auto const who = person(tx, agent.id);
    add_system_message(tx, chat, SystemEventType::agent_joined, who);
    tx.chats.save(chat);
    tell_both(tx, chat, chat.agent, "conference.joined",
              [&](ChatView view) { return ConferenceJoined{std::move(view), who}; });
    tell_presence(tx, agent);
    busy_by_chats(tx, agent.id);
    was_active(tx, agent.id);
}

void guest_becomes_owner(Tx& tx, store::Chat& chat, store::Guest const& guest) {
    tx.guests.leave(guest, tx.now());
    chat.guests -= 1;
    supervision_ends(tx, chat, guest.agent, store::SupervisionMode::join);
    chat.state = domain::after(chat.state, domain::ChatEvent::hand_over, accepted(chat));
    chat.agent = guest.agent;
    word_begins(tx, chat);
    chat.accepted_at = tx.now();
    chat.weight = guest.weight;
    chat.read_agent = std::max(chat.read_agent, guest.read_seq);
    help_came(tx, chat, guest.agent);
    tx.chats.save(chat);
    auto const by = person(tx, guest.agent);
    tell_both(tx, chat, chat.agent, "chat.accepted",
              [&](ChatView view) { return ChatAccepted{std::move(view), by}; });
}

void guest_leaves(Tx& tx, store::Chat& chat, store::Guest const& guest, GuestGone why) {
    take_out(tx, chat, guest);
    chat_left(tx, guest.agent, as_theirs(chat, guest), ChatLeft::ended);
    tell_left(tx, chat, guest, why);
}

std::vector<store::Guest> let_guests_go(Tx& tx, store::Chat& chat) {
    auto guests = guests_of(tx, chat);
    for (auto const& guest : guests) tx.guests.leave(guest, tx.now());
    chat.guests = 0;
    chat.speaker.reset();
    return guests;
}

void guests_wrap_up(Tx& tx, store::Chat const& chat, std::vector<store::Guest> const& guests) {
    for (auto const& guest : guests) {
        chat_left(tx, guest.agent, as_theirs(chat, guest), ChatLeft::ended);
    }
}

void guest_takes_over(Tx& tx, store::Chat& chat, store::HandOverCause cause,
                      std::optional<UserId> by) {
    auto const guests = guests_of(tx, chat);
    // Whose own connection is lost may be lost for good as well.
    auto const there = std::ranges::find_if(
        guests, [&](store::Guest const& one) { return tx.agents.get(one.agent).connected; });
    auto const& heir = there == guests.end() ? guests.front() : *there;
    add_system_message(tx, chat, SystemEventType::agent_left, person(tx, *chat.agent));
    keep_hand_over(tx, chat, cause, chat.queue, heir.agent, {}, by);
    guest_becomes_owner(tx, chat, heir);
}

void guest_is_lost(Tx& tx, store::Agent& agent) {
    for (auto const& guest : tx.guests.of_agent(agent.id)) {
        auto chat = tx.chats.get(guest.chat);
        take_out(tx, chat, guest);
        agent.active -= 1;
        agent.extra -= guest.weight - domain::one_place;
        tell_left(tx, chat, guest, GuestGone::lost);
    }
}

}  // namespace parley::service
