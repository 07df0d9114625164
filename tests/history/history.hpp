#pragma once
// What happened in a round, in the order in which the driver saw it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley::history {

enum class Kind {
    // A post of a message. `message` is its client_id, which is also its text.
    invoke,
    ok,       // acknowledged, with seq and id
    fail,     // refused: it must not be stored
    unknown,  // nobody will ever say
    // What a reader was told. `author` is who wrote it; system lines have the event as `message`.
    told,    // by an event
    listed,  // by message.list, while catching up
    stored,  // by message.list at the end, all of it
    // Owners.
    accepted,    // chat.accept was answered with yes; `id` is the offer
    owner,       // the customer was told who has the chat; `author` is the agent
    owner_gone,  // the customer was told that nobody has it any more
};
std::string_view kind_word(Kind kind);

struct Record {
    Kind kind{};
    std::string who = {};  // author of a post, reader of a message: "customer", or an agent's id
    std::string chat = {};
    std::string message = {};
    std::int64_t seq = 0;
    std::string id = {};
    std::string author = {};  // of a message that was read: "customer", an agent's id, or "system"
    std::string person = {};  // of a system line: whom it is about
};

using History = std::vector<Record>;

/// A line for each record, for people who look for the cause.
std::string to_text(History const& history);

}  // namespace parley::history
