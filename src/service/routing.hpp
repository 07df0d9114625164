#pragma once
// Matching waiting chats with agents, inside the transaction of whatever made a match possible
// (P8); and what becomes of an offer.

#include "domain/routing.hpp"
#include "service/views.hpp"
#include "store/tx.hpp"

namespace parley::service {

/// What the queue decides about routing.
domain::RoutingRules rules_of(store::Tx& tx, store::Queue const& queue);
domain::RoutingRules rules_of(domain::Policy const& policy);

/// All members of the queue, as the rules see them.
std::vector<domain::Candidate> candidates_of(store::Tx& tx, QueueId queue);

/// The attempts to give the chat away that still count.
std::vector<domain::PastOffer> past_of(store::Tx& tx, ChatId chat, milliseconds exclude);

/// A chat of which this is said, as the rules see it that give chats away; nobody was asked yet.
domain::WaitingChat waiting_with(store::Tx& tx, QueueId queue, store::ChatWishes const& wishes,
                                 Instant queued_at);

/// A chat that waits, likewise.
domain::WaitingChat as_waiting(store::Tx& tx, store::Chat const& chat);

/// Offers the queue's waiting chats, in the order in which they are to be served, to whoever may
/// take them now; or gives them the chats, where nobody is asked (X2). Nothing where agents take
/// chats themselves.
void route(store::Tx& tx, QueueId queue);

/// The same for all queues of an agent who may have become ready, as if they were one.
void route_queues_of(store::Tx& tx, UserId agent);

/// How many agents may get a chat of the queue now (A28).
std::int64_t agents_available(store::Tx& tx, store::Queue const& queue);

/// Reserves the chat, which is queued, for the agent until the offer's time is up. REQUIRES: the
/// rules have chosen them, for these reasons.
void make_offer(store::Tx& tx, store::Queue const& queue, domain::Policy const& policy, ChatId chat,
                UserId agent, std::string const& reasons);

/// Gives the agent the chat without asking (X2). REQUIRES: as make_offer. `reasons`: why them.
void assign_chat(store::Tx& tx, store::Queue const& queue, ChatId chat, UserId agent,
                 std::string const& reasons);

/// Ends an open offer without an acceptance: the chat goes back to its place in the queue, or stays
/// with the colleague who asked, who is told; the agent's place is free again, the agent is told
/// why. Does not route.
enum class WithdrawReason {
    declined,
    expired,
    chat_ended,
    agent_left,
    cancelled,    // by the colleague who asked
    sender_left,  // that colleague has the chat no more
    reassigned,   // a manager has decided otherwise
};
BOOST_DESCRIBE_ENUM(WithdrawReason, declined, expired, chat_ended, agent_left, cancelled,
                    sender_left, reassigned)
void take_back(store::Tx& tx, store::Offer const& offer, WithdrawReason why,
               std::string const& reason = {});

/// Ends an open offer with an acceptance: the chat is the agent's (C8).
void accept_offer(store::Tx& tx, store::Offer const& offer);

/// The chat, which the caller has just found to be free, or has just taken from another, is the
/// agent's by this event; both sides are told. Saves both.
void own(store::Tx& tx, store::Chat& chat, store::Agent& agent, domain::ChatEvent event);

/// Makes a waiting chat without an offer the agent's (C7). Refuses chat_taken where it is no longer
/// so, and at_capacity where the agent may get no chat.
void take_chat(store::Tx& tx, ChatId chat, UserId agent);

/// Sets the timer at which a chat that waits from now on gives up.
void limit_wait(store::Tx& tx, store::Chat const& chat);

/// A chat has come and found nobody: members who are as full as allowed count as overfull (V14).
void nobody_free(store::Tx& tx, store::Queue const& queue);

/// Where an offer has no end: it stays until it is answered.
inline constexpr milliseconds without_end = std::chrono::hours{24 * 365 * 100};
inline bool is_without_end(store::Offer const& offer) {
    return offer.expires_at - offer.offered_at >= without_end;
}

/// The timer of an offer has run out.
void offer_expired(store::Tx& tx, OfferId id);

}  // namespace parley::service
