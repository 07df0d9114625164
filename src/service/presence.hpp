#pragma once
// What becomes of an agent's presence without the agent: sockets come and go, offers run out, chats
// end. Source: S8, S27 to S29, P9.

#include "store/tx.hpp"

namespace parley::service {

/// The user's first socket is open. Of users who are not agents only their watching goes on.
void agent_connected(store::Tx& tx, UserId user);

/// The user's last socket on this node is gone. If there is none on another either: no new offers,
/// open offers go to others at once, chats are kept for the grace period.
void agent_disconnected(store::Tx& tx, UserId user, NodeId from);

/// Takes the agent's open offers back and looks for others. Saves the agent.
void let_offers_go(store::Tx& tx, UserId user);

/// The grace period is over and the agent is not back: offline, the chats go to guests who are in
/// them or back to their places in the queue, and their customers are told.
void grace_expired(store::Tx& tx, UserId user);

/// Puts the agent in the status with this key, for no reason of their own: after a decline, a miss,
/// the last chat. Nothing where there is no such status or they are in it.
void put_in(store::Tx& tx, UserId user, std::string const& key);

/// The agent gets no chats any more: offers go to others, chats to guests or back to their queues,
/// the agent is offline and counts as not connected.
void agent_retires(store::Tx& tx, UserId user);

/// The same of an agent whom a manager signs out, and who may come back: sessions are not ended
/// here.
void agent_is_signed_out(store::Tx& tx, UserId user, UserId by);

/// An active chat is no longer the agent's: the wrap-up begins, or what was to come after the last
/// chat comes now (S14, S18). `how`: a chat that was given back leaves nothing to wrap up.
enum class ChatLeft { ended, given_back };
void chat_left(store::Tx& tx, UserId user, store::Chat const& chat, ChatLeft how);

/// The agent has neither chats nor wrap-ups any more: what was pending comes (S14), new chats come
/// again or not (S17), the status after a chat (S19, S20).
void work_done(store::Tx& tx, UserId user);

/// The load has grown: where the switches want it, the agent is in the status of who is busy until
/// they say otherwise (A10, S12).
void busy_by_chats(store::Tx& tx, UserId user);

/// Stops new chats for an agent who has some, or lets them come again (S15, S16). Saves the agent.
void set_stop_new(store::Tx& tx, store::Agent& agent, bool stop);

/// The agent has done something: the time after which they are signed out begins anew (S31).
void was_active(store::Tx& tx, UserId user);

/// A status that ends by itself has ended (X6).
void status_returns(store::Tx& tx, UserId user);

/// Nothing was done for too long: signed out, unless there are chats (S31).
void inactive(store::Tx& tx, UserId user);

/// Whether the switches let the agent sign out now; refuses chats_open (S30, W37).
void need_sign_out_allowed(store::Tx& tx, UserId user);

/// The agent has signed out for good and has no chats (S30).
void signed_out(store::Tx& tx, UserId user);

}  // namespace parley::service
