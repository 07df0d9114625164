#pragma once
// Matching waiting chats with agents, inside the transaction of whatever made a match possible
// (P8).

#include "domain/routing.hpp"
#include "service/views.hpp"
#include "store/tx.hpp"

namespace parley::service {

/// What the queue decides about routing.
domain::RoutingRules rules_of(store::Tx& tx, store::Queue const& queue);

/// All members of the queue, as the rules see them.
std::vector<domain::Candidate> candidates_of(store::Tx& tx, QueueId queue);

/// The attempts to give the chat away that still count.
std::vector<domain::PastOffer> past_of(store::Tx& tx, ChatId chat, milliseconds exclude);

/// A chat that waits, as the rules see it.
domain::WaitingChat as_waiting(store::Tx& tx, store::Chat const& chat);

/// What an agent's word of skills says.
std::vector<domain::HeldSkill> held_in(std::string const& word);

/// Offers the queue's waiting chats, in the order in which they are to be served, to whoever may
/// take them now.
void route(store::Tx& tx, QueueId queue);

/// The same for all queues of an agent who may have become ready, as if they were one.
void route_queues_of(store::Tx& tx, UserId agent);

/// Reserves the chat for the agent until the offer's time is up. REQUIRES: the rules have chosen
/// them.
void make_offer(store::Tx& tx, store::Queue const& queue, ChatId chat, UserId agent);

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
