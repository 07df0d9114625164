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

/// How an agent is gone.
struct Gone {
    store::HandOverCause cause;
    SystemEventType line;  // what both sides read in a chat that waits now
    std::optional<UserId> by = {};
};

/// A guest has it then, or it waits. Does not save the agent. Gives the colleague who was asked for
/// it, and has a free place now.
std::optional<UserId> give_chat_back(Tx& tx, store::Agent& agent, ChatId id, Gone const& how) {
    auto const offer = tx.offers.open_of(id);
    if (offer) take_back(tx, *offer, WithdrawReason::sender_left);
    auto chat = tx.chats.get(id);
    agent.active -= 1;
    agent.extra -= chat.weight - domain::one_place;
    auto const freed = offer ? std::optional{offer->agent} : std::nullopt;
    if (chat.guests > 0) {
        guest_takes_over(tx, chat, how.cause, how.by);
        tell_agent(tx, agent.id, "chat.returned", ChatTold{chat_view(tx, chat, Side::staff)});
        return freed;
    }
    chat.state = domain::after(chat.state, domain::ChatEvent::agent_lost, accepted(chat));
    add_system_message(tx, chat, how.line, person(tx, agent.id));
    keep_hand_over(tx, chat, how.cause, chat.queue, {}, {}, how.by);
    chat.agent.reset();
    tx.chats.save(chat);
    limit_wait(tx, chat);
    tell_both(tx, chat, agent.id, "chat.returned",
              [](ChatView view) { return ChatTold{std::move(view)}; });
    return freed;
}

/// Every chat and every place as a guest; the wrap-ups end and the agent is signed out.
void give_all_back(Tx& tx, store::Agent agent, Gone const& how) {
    // The chats' queues need not be the agent's: colleagues may have handed them over from theirs.
    std::set<QueueId> queues;
    std::set<UserId> asked;
    for (auto const id : tx.chats.active_of(agent.id)) {
        queues.insert(tx.chats.get(id).queue);
        auto const freed = give_chat_back(tx, agent, id, how);
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
    give_all_back(tx, *agent, {store::HandOverCause::lost, SystemEventType::returned_to_queue});
}

void agent_retires(Tx& tx, UserId user) {
    auto agent = tx.agents.get(user);
    agent.connected = false;
    agent.enabled = false;
    tx.agents.save(agent);
    let_offers_go(tx, user);
    tx.clear_timer(store::TimerKind::grace_expires, user.value);
    tx.clear_timer(store::TimerKind::inactive, user.value);
    give_all_back(tx, tx.agents.get(user),
                  {store::HandOverCause::retired, SystemEventType::agent_left});
}

void agent_is_signed_out(Tx& tx, UserId user, UserId by) {
    signed_out(tx, user);  // first: none of what goes back comes to them again
    tx.clear_timer(store::TimerKind::grace_expires, user.value);
    tx.clear_timer(store::TimerKind::inactive, user.value);
    give_all_back(tx, tx.agents.get(user),
                  {store::HandOverCause::signed_out, SystemEventType::agent_left, by});
}

}  // namespace parley::service
