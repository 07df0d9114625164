#pragma once
// Matching waiting chats with agents, inside the transaction of whatever made a match possible
// (P8).

#include "domain/routing.hpp"
#include "service/views.hpp"
#include "store/tx.hpp"

namespace parley::service {

/// An agent as the rules see them.
inline domain::Candidate as_candidate(store::Agent const& agent) {
    return {agent.id, agent.facts(), agent.idle_since, 0, {}};
}

/// A waiting chat as the rules see it, with the attempts to give it away within `exclude`.
domain::WaitingChat as_waiting(store::Tx& tx, ChatId chat, milliseconds exclude);

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
