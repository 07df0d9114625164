#pragma once
// A message of a chat as a client gets it.

#include <cstdint>
#include <string>

#include <boost/json/object.hpp>

namespace parley::client {

enum class Author { customer, agent, system };

struct Message {
    std::string id;
    std::string chat;
    std::int64_t seq = 0;
    Author author = Author::system;
    std::string author_id;
    std::string text;
    std::string event;         // of system lines: agent_joined, …
    std::string event_person;  // the id of whom it is about, where there is one
    std::string client_id;     // only in what the author's own connections get
};

/// Throws BadAnswer where the contract is not kept.
Message message_from(boost::json::object const& object);

/// How a message came to know: told as it happened, or fetched by message.list.
enum class Via { event, list };

}  // namespace parley::client
