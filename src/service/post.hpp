#pragma once
// Writing one message: the hottest path there is.

#include "service/actor.hpp"
#include "service/operations.hpp"

namespace parley::service {

/// Stores a message of the actor's with the next seq and tells both sides. `text` is clean already.
/// The same client_id with the same text answers the stored message; with another text: conflict
/// (P2).
MessagePosted post(store::Tx& tx, Actor const& actor, ChatId chat, std::string const& client_id,
                   std::string const& text);

}  // namespace parley::service
