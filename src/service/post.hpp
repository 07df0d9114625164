#pragma once
// Writing one message: the hottest path there is.

#include "service/actor.hpp"
#include "service/operations.hpp"
#include "service/said.hpp"

namespace parley::service {

enum class Bot { answers, listens };

/// What the writer knew of the chat, where they said so.
struct AsKnown {
    std::optional<std::int64_t> word;  // its number
    std::optional<std::int64_t> seen;  // up to which seq they had read
};

/// May this message have been said so? Of a text that something was taken out of nobody knows any
/// more what it was.
bool may_be(store::Message const& message, Said const& said);

/// Stores a message of the actor's with the next seq and tells both sides; what must not be kept is
/// taken out of it and, where it came in pieces, out of those before (N4). `said` is clean already.
/// The same client_id with the same words answers the stored message; with others: conflict (P2).
/// Where a bot has the chat it answers at once; unless it only listens. Of staff refuses
/// word_elsewhere (N6), and said_meanwhile with /seen where a colleague has written since. Refuses
/// personal_data with its path where such a text is to be dropped (W8), and `forbidden` with /body
/// where the queue or the writer's role has no formatted text (O15). With `files` nothing
/// else need be said; of these see attach().
MessagePosted post(store::Tx& tx, Actor const& actor, ChatId chat, std::string const& client_id,
                   Said const& said, Bot bot = Bot::answers, AsKnown const& known = {},
                   std::vector<FileId> const& files = {});

}  // namespace parley::service
