#include "service/presence.hpp"

#include "service/operations.hpp"
#include "service/routing.hpp"
#include "service/tell.hpp"

namespace parley::service {

namespace {

store::Agent agent_of(Tx& tx, Actor const& actor) {
    actor.need(domain::Right::chat_handle);
    return tx.agents.get(actor.user);
}

/// Takes the agent's open offers back and looks for others. Saves the agent.
void let_offers_go(Tx& tx, UserId user) {
    for (auto const& offer : tx.offers.open_of(user)) {
        take_back(tx, offer, WithdrawReason::agent_left);
        route(tx, offer.queue);
    }
}

void start_grace(Tx& tx, UserId user) {
    tx.set_timer(tx.now() + seconds{tx.limits().grace_s}, store::TimerKind::grace_expires,
                 user.value);
}

void give_chat_back(Tx& tx, store::Agent const& agent, ChatId id) {
    auto chat = tx.chats.get(id);
    chat.state = domain::after(chat.state, domain::ChatEvent::agent_lost, accepted(chat));
    add_system_message(tx, chat, SystemEventType::returned_to_queue, person(tx, agent.id));
    chat.agent.reset();
    tx.chats.save(chat);
    limit_wait(tx, chat);
    tell_both(tx, chat, agent.id, "chat.returned",
              [](ChatView view) { return ChatTold{std::move(view)}; });
}

}  // namespace

PresenceResult presence_get(Tx& tx, Actor const& actor, Nothing const&) {
    return {presence_view(agent_of(tx, actor))};
}

PresenceResult presence_set(Tx& tx, Actor const& actor, PresenceSet const& p) {
    auto agent = agent_of(tx, actor);
    if (agent.status != p.status) {
        agent.status = p.status;
        agent.status_since = tx.now();
        agent.idle_since = tx.now();
        tx.agents.save(agent);
        tell_presence(tx, agent);
        if (p.status == domain::Status::offline) let_offers_go(tx, agent.id);
    }
    route_queues_of(tx, agent.id);
    return {presence_view(tx.agents.get(actor.user))};
}

void agent_connected(Tx& tx, UserId user) {
    auto agent = tx.agents.find(user);
    if (!agent) return;
    tx.nodes.enter(user, tx.node());
    tx.clear_timer(store::TimerKind::grace_expires, user.value);
    if (agent->connected) return;
    agent->connected = true;
    tx.agents.save(*agent);
    route_queues_of(tx, user);
}

void agent_disconnected(Tx& tx, UserId user, NodeId from) {
    tx.nodes.leave(user, from);
    auto agent = tx.agents.find(user);
    if (!agent || !agent->connected || tx.nodes.is_anywhere(user)) return;
    agent->connected = false;
    tx.agents.save(*agent);
    start_grace(tx, user);
    let_offers_go(tx, user);
    for (auto const queue : tx.queues.of_member(user)) tx.waiting_changed(queue);
}

void grace_expired(Tx& tx, UserId user) {
    auto agent = tx.agents.find(user);
    if (!agent || agent->connected) return;
    auto const chats = tx.chats.active_of(user);
    for (auto const chat : chats) give_chat_back(tx, *agent, chat);
    ENSURE(agent->active == std::ssize(chats));
    agent->active = 0;
    if (agent->status != domain::Status::offline) {
        agent->status = domain::Status::offline;
        agent->status_since = tx.now();
    }
    tx.agents.save(*agent);
    tell_presence(tx, *agent);
    for (auto const queue : tx.queues.of_member(user)) route(tx, queue);
}

}  // namespace parley::service
