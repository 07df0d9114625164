#pragma once
// Writing one message: the hottest path there is.

#include "service/actor.hpp"
#include "service/operations.hpp"

namespace parley::service {

enum class Bot { answers, listens };

/// Stores a message of the actor's with the next seq and tells both sides. `text` is clean already.
/// The same client_id with the same text answers the stored message; with another text: conflict
/// (P2). Where a bot has the chat it answers at once; unless it only listens.
MessagePosted post(store::Tx& tx, Actor const& actor, ChatId chat, std::string const& client_id,
                   std::string const& text, Bot bot = Bot::answers);

}  // namespace parley::service
