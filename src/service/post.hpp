#pragma once
// Writing one message: the hottest path there is.

#include "service/actor.hpp"
#include "service/operations.hpp"

namespace parley::service {

enum class Bot { answers, listens };

/// What the writer knew of the chat, where they said so.
struct AsKnown {
    std::optional<std::int64_t> word;  // its number
    std::optional<std::int64_t> seen;  // up to which seq they had read
};

/// Stores a message of the actor's with the next seq and tells both sides. `text` is clean already.
/// The same client_id with the same text answers the stored message; with another text: conflict
/// (P2). Where a bot has the chat it answers at once; unless it only listens. Of staff refuses
/// word_elsewhere (N6), and said_meanwhile with /seen where a colleague has written since.
MessagePosted post(store::Tx& tx, Actor const& actor, ChatId chat, std::string const& client_id,
                   std::string const& text, Bot bot = Bot::answers, AsKnown const& known = {});

}  // namespace parley::service
