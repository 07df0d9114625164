#include "service/steering.hpp"

#include <algorithm>

#include "service/access.hpp"
#include "service/conference.hpp"
#include "service/handing.hpp"
#include "service/policy.hpp"
#include "service/presence.hpp"
#include "service/routing.hpp"
#include "service/sessions.hpp"
#include "service/supervision.hpp"
#include "service/text_rules.hpp"
#include "service/wrap_up.hpp"

namespace parley::service {

namespace {

/// A chat that goes on, within the caller's reach. Refuses chat_not_active while a bot answers.
store::Chat steered_chat(Tx& tx, Actor const& actor, ChatId id) {
    actor.need(domain::Right::chat_steer);
    auto chat = visible_chat(tx, actor, id);
    if (!actor.reaches(chat.queue)) throw Refused{Code::not_found};
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    if (chat.state == domain::ChatState::bot) {
        throw Refused{Code::chat_not_active, "a bot answers"};
    }
    return chat;
}

store::Agent steered_agent(Tx& tx, Actor const& actor, UserId id) {
    auto const agent = tx.agents.find(id);
    if (!agent || !agent->enabled || agent->organization != actor.organization ||
        !reaches_agent(tx, actor, id)) {
        throw Refused{Code::not_found, {}, "/agent"};
    }
    return *agent;
}

/// Nobody is asked any more; gives who was.
std::optional<UserId> ask_nobody(Tx& tx, store::Chat& chat) {
    auto const offer = tx.offers.open_of(chat.id);
    if (!offer) return std::nullopt;
    take_back(tx, *offer, WithdrawReason::reassigned);
    chat = tx.chats.get(chat.id);
    return offer->agent;
}

/// The agent with a place reserved for the chat. Does not save.
store::Agent with_place(Tx& tx, UserId id, std::int64_t weight) {
    auto agent = tx.agents.get(id);
    if (!domain::is_free(agent.facts(), weight)) throw Refused{Code::at_capacity, {}, "/agent"};
    agent.extra += weight - domain::one_place;
    return agent;
}

/// The chat waits no more.
void give_waiting(Tx& tx, Actor const& actor, store::Chat chat, UserId to, SaidWith const& said) {
    chat.weight = policy_of(tx, tx.queues.get(chat.queue)).weight;
    auto agent = with_place(tx, to, chat.weight);
    keep_hand_over(tx, chat, store::HandOverCause::assigned, chat.queue, to, said, actor.user);
    own(tx, chat, agent, domain::ChatEvent::take);
}

/// The chat has another owner; the one it had wraps up.
void give_on(Tx& tx, Actor const& actor, store::Chat chat, UserId to, SaidWith const& said) {
    auto const before = chat;
    auto const former = *chat.agent;
    auto const who = person(tx, to);
    auto const guest = tx.guests.find(chat.id, to);
    auto const weight = guest ? guest->weight : policy_of(tx, tx.queues.get(chat.queue)).weight;
    auto agent = guest ? tx.agents.get(to) : with_place(tx, to, weight);
    keep_hand_over(tx, chat, store::HandOverCause::assigned, chat.queue, to, said, actor.user);
    add_system_message(tx, chat, SystemEventType::transferred, who);
    if (guest) {
        guest_becomes_owner(tx, chat, *guest);
        was_active(tx, to);
    } else {
        chat.weight = weight;
        own(tx, chat, agent, domain::ChatEvent::hand_over);
    }
    chat_left(tx, former, before, ChatLeft::ended);  // S18
    tell_agent(tx, former, "chat.transferred",
               ChatTransferred{chat_view(tx, tx.chats.get(chat.id), Side::staff), who});
    route_queues_of(tx, former);
}

}  // namespace

std::vector<UserId> those_in(Tx& tx, store::Chat const& chat) {
    std::vector<UserId> all;
    if (chat.agent) all.push_back(*chat.agent);
    for (auto const& guest : guests_of(tx, chat)) all.push_back(guest.agent);
    return all;
}

void tell_of_act(Tx& tx, Actor const& actor, store::Chat const& chat, NoticeKind kind,
                 std::vector<UserId> const& to, ActTold const& told) {
    Notice const notice{kind,    person(actor),
                        {},      told.queue_name,
                        chat.id, unless_empty(tx.people.get(chat.visitor).name),
                        told.to, unless_empty(told.note)};
    for (auto const one : to) {
        if (one != actor.user) tell_agent(tx, one, "notice", notice);
    }
}

ChatResult chat_assign(Tx& tx, Actor const& actor, ChatAssign const& p) {
    auto chat = steered_chat(tx, actor, p.chat);
    auto const target = steered_agent(tx, actor, p.agent);
    auto const said = said_with(tx, p.note);
    if (chat.agent == p.agent) throw invalid("/agent", "has the chat already");
    if (!target.connected || target.kind != domain::StatusKind::ready) {
        throw Refused{Code::agent_gone, {}, "/agent"};
    }
    tx.lock(chat.queue);
    auto concerned = those_in(tx, chat);
    std::erase(concerned, p.agent);
    auto const asked = ask_nobody(tx, chat);
    if (chat.state == domain::ChatState::active) {
        give_on(tx, actor, chat, p.agent, said);
    } else {
        give_waiting(tx, actor, chat, p.agent, said);
    }
    tell_of_act(tx, actor, chat, NoticeKind::chat_given, {p.agent}, {.note = said.note});
    tell_of_act(tx, actor, chat, NoticeKind::chat_given_on, concerned, {.to = person(tx, p.agent)});
    // Also where they have it now: who is asked nothing any more can be asked the next thing (X37).
    if (asked) route_queues_of(tx, *asked);
    if (asked != p.agent && has_resumed(tx, target)) route_queues_of(tx, p.agent);
    return {chat_view(tx, tx.chats.get(p.chat), actor)};
}

ChatResult chat_requeue(Tx& tx, Actor const& actor, ChatRequeue const& p) {
    auto chat = steered_chat(tx, actor, p.chat);
    if (chat.state != domain::ChatState::active) throw Refused{Code::chat_not_active};
    auto const said = said_with(tx, p.note);
    auto queue = tx.queues.get(chat.queue);
    if (p.queue && *p.queue != queue.id) {
        if (!actor.reaches(*p.queue)) throw Refused{Code::not_found, {}, "/queue"};
        queue = target_queue(tx, actor, *p.queue, policy_for(tx, actor, chat));
    }
    auto const concerned = those_in(tx, chat);
    auto const asked = ask_nobody(tx, chat);
    put_in_queue(tx, chat, queue, store::HandOverCause::requeued, said, actor.user);
    tell_of_act(tx, actor, chat, NoticeKind::chat_requeued, concerned, {.queue_name = queue.name});
    if (asked) route_queues_of(tx, *asked);
    return {chat_view(tx, tx.chats.get(p.chat), actor)};
}

PresenceResult agent_sign_out(Tx& tx, Actor const& actor, AgentSignOut const& p) {
    actor.need(domain::Right::agent_sign_out);
    auto const agent = steered_agent(tx, actor, p.agent);
    auto const reason = clean_name(p.reason.value_or(""), tx.limits().name_text_max, "/reason");
    if (p.agent == actor.user) throw invalid("/agent", "sign out yourself with auth.logout");
    auto const sessions = tx.people.sessions_oldest_first(p.agent);
    if (sessions.empty() && !agent.signed_in && !agent.connected) throw Refused{Code::agent_gone};
    agent_is_signed_out(tx, p.agent, actor.user);
    stop_watching(tx, p.agent);
    Notice notice{NoticeKind::signed_out, person(actor), {}, {}};
    notice.note = unless_empty(reason);
    tell_agent(tx, p.agent, "notice", notice);
    for (auto const session : sessions) end_session(tx, session);
    return {presence_view(tx.agents.get(p.agent))};
}

}  // namespace parley::service
