#include "client/message.hpp"

#include "client/answer.hpp"

namespace parley::client {

Message message_from(boost::json::object const& object) {
    Message message;
    message.id = text_at(object, "id");
    message.chat = text_at(object, "chat");
    message.seq = number_at(object, "seq");
    if (message.seq < 1) throw BadAnswer("a message's seq is below 1");
    auto const& from = object_at(object, "from");
    auto const kind = text_at(from, "kind");
    message.author = kind == "customer" ? Author::customer
                     : kind == "agent"  ? Author::agent
                                        : Author::system;
    message.author_id = text_or_empty(from, "id");
    message.text = text_at(object, "text");
    message.client_id = text_or_empty(object, "client_id");
    if (message.author == Author::system) {
        auto const& event = object_at(object, "event");
        message.event = text_at(event, "type");
        if (event.if_contains("person") != nullptr) {
            message.event_person = text_at(object_at(event, "person"), "id");
        }
    }
    return message;
}

}  // namespace parley::client
