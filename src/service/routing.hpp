#pragma once
// Matching waiting chats with agents, inside the transaction of whatever made a match possible
// (P8).

#include "domain/routing.hpp"
#include "service/views.hpp"
#include "store/tx.hpp"

namespace parley::service {

/// What the rules have to know of an agent who is ready.
inline domain::ReadyAgent as_ready(store::Agent const& agent) {
    return {agent.id, agent.idle_since, agent.offered + agent.active};
}

/// Offers the queue's waiting chats, longest waiting first, to its ready members.
void route(store::Tx& tx, QueueId queue);

/// The same for all queues of an agent who may have become ready.
void route_queues_of(store::Tx& tx, UserId agent);

/// Ends an open offer without an acceptance: the chat goes back to its place in the queue, the
/// agent's place is free again, the agent is told why. Does not route.
enum class WithdrawReason { declined, expired, chat_ended, agent_left };
BOOST_DESCRIBE_ENUM(WithdrawReason, declined, expired, chat_ended, agent_left)
void take_back(store::Tx& tx, store::Offer const& offer, WithdrawReason why,
               std::string const& reason = {});

/// Sets the timer at which a chat that waits from now on gives up.
void limit_wait(store::Tx& tx, store::Chat const& chat);

/// The timer of an offer has run out.
void offer_expired(store::Tx& tx, OfferId id);

}  // namespace parley::service
