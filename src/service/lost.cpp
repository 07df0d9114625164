// What becomes of an agent's chats once the agent is gone for good.
#include <set>

#include "base/ensure.hpp"
#include "service/conference.hpp"
#include "service/handing.hpp"
#include "service/presence.hpp"
#include "service/routing.hpp"
#include "service/tell.hpp"
#include "service/wrap_up.hpp"

namespace parley::service {

namespace {

/// A guest has it then, or it waits. `line`: what both sides read about it where it waits. Does not
/// save the agent. Gives the colleague who was asked for it, and has a free place now.
std::optional<UserId> give_chat_back(Tx& tx, store::Agent& agent, ChatId id, SystemEventType line) {
    auto const offer = tx.offers.open_of(id);
    if (offer) take_back(tx, *offer, WithdrawReason::sender_left);
    auto chat = tx.chats.get(id);
    agent.active -= 1;
    agent.extra -= chat.weight - domain::one_place;
    auto const freed = offer ? std::optional{offer->agent} : std::nullopt;
    auto const cause = agent.enabled ? store::HandOverCause::lost : store::HandOverCause::retired;
    if (chat.guests > 0) {
        guest_takes_over(tx, chat, cause);
        tell_agent(tx, agent.id, "chat.returned", ChatTold{chat_view(tx, chat, Side::staff)});
        return freed;
    }
    chat.state = domain::after(chat.state, domain::ChatEvent::agent_lost, accepted(chat));
    add_system_message(tx, chat, line, person(tx, agent.id));
    keep_hand_over(tx, chat, cause, chat.queue, {}, {});
    chat.agent.reset();
    tx.chats.save(chat);
    limit_wait(tx, chat);
    tell_both(tx, chat, agent.id, "chat.returned",
              [](ChatView view) { return ChatTold{std::move(view)}; });
    return freed;
}

/// Every chat and every place as a guest; the wrap-ups end and the agent is signed out. `line`:
/// what both sides read in a chat that waits now.
void give_all_back(Tx& tx, store::Agent agent, SystemEventType line) {
    // The chats' queues need not be the agent's: colleagues may have handed them over from theirs.
    std::set<QueueId> queues;
    std::set<UserId> asked;
    for (auto const id : tx.chats.active_of(agent.id)) {
        queues.insert(tx.chats.get(id).queue);
        auto const freed = give_chat_back(tx, agent, id, line);
        if (freed) asked.insert(*freed);
    }
    guest_is_lost(tx, agent);
    ENSURE(agent.active == 0);
    tx.agents.save(agent);
    leave_wrap_ups(tx, agent.id);
    signed_out(tx, agent.id);
    for (auto const queue : queues) route(tx, queue);
    for (auto const one : asked) route_queues_of(tx, one);
    for (auto const queue : tx.queues.of_member(agent.id)) tx.waiting_changed(queue);
}

}  // namespace

void grace_expired(Tx& tx, UserId user) {
    auto const agent = tx.agents.find(user);
    if (!agent || agent->connected) return;
    give_all_back(tx, *agent, SystemEventType::returned_to_queue);
}

void agent_retires(Tx& tx, UserId user) {
    auto agent = tx.agents.get(user);
    agent.connected = false;
    agent.enabled = false;
    tx.agents.save(agent);
    let_offers_go(tx, user);
    tx.clear_timer(store::TimerKind::grace_expires, user.value);
    tx.clear_timer(store::TimerKind::inactive, user.value);
    give_all_back(tx, tx.agents.get(user), SystemEventType::agent_left);
}

}  // namespace parley::service
