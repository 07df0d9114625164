#pragma once
// What an actor may do with one chat. Another organization's chat is not_found, with no difference
// from one that never was (P17); so is another customer's (P18) and a colleague's, unless one may
// see all. So is what lies beyond the reach of who watches and steers (A14).

#include "service/actor.hpp"
#include "service/views.hpp"
#include "store/tx.hpp"

namespace parley::service {

/// Reads the chat for an actor who may see it. Refuses not_found.
store::Chat visible_chat(store::Tx& tx, Actor const& actor, ChatId id);

/// Reads the chat for one whose it is: its customer or its owner. Refuses not_found, and forbidden
/// to staff who see the chat but do not own it.
store::Chat own_chat(store::Tx& tx, Actor const& actor, ChatId id);

/// The same for one who takes part: guests as well.
store::Chat joined_chat(store::Tx& tx, Actor const& actor, ChatId id);

/// Whether the caller's rights over agents hold for this one: works in a queue within reach.
bool reaches_agent(store::Tx& tx, Actor const& actor, UserId agent);

inline Side side_of(Actor const& actor) {
    return actor.kind == Actor::Kind::staff ? Side::staff : Side::customer;
}

/// Whether the caller takes chats from this queue's list: its routing is so, and they belong to it.
bool may_take_from(store::Tx& tx, Actor const& actor, QueueId queue);

}  // namespace parley::service
