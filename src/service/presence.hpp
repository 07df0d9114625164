#pragma once
// What becomes of an agent's presence without the agent: sockets come and go, offers run out, chats
// end. Source: S8, S27 to S29, P9.

#include "store/tx.hpp"

namespace parley::service {

/// The user's first socket is open. Nothing for users who are not agents.
void agent_connected(store::Tx& tx, UserId user);

/// The user's last socket on this node is gone. If there is none on another either: no new offers,
/// open offers go to others at once, chats are kept for the grace period.
void agent_disconnected(store::Tx& tx, UserId user, NodeId from);

/// The grace period is over and the agent is not back: offline, the chats go back to their places
/// in the queue and their customers are told.
void grace_expired(store::Tx& tx, UserId user);

/// An offer has run out. An agent who was there to see it gets no more chats until they say that
/// they are back (S8, W4, W6).
void offer_missed(store::Tx& tx, UserId user);

/// The agent gets no chats any more: offers go to others, chats back to their queues, the agent is
/// offline and counts as not connected.
void agent_retires(store::Tx& tx, UserId user);

/// An active chat is no longer the agent's: what was to come after the last one comes now (S14).
void chat_left(store::Tx& tx, UserId user);

}  // namespace parley::service
