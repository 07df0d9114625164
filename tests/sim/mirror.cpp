#include "mirror.hpp"

#include <boost/json.hpp>

namespace parley::sim {

namespace json = boost::json;

namespace {

std::string text(json::value const& value) { return json::value_to<std::string>(value); }

MirroredChat mirrored(json::object const& chat) {
    auto const& read = chat.at("read").as_object();
    return {text(chat.at("state")), chat.at("seq").as_int64(), read.at("customer").as_int64(),
            read.at("agent").as_int64()};
}

}  // namespace

std::string Mirror::apply(store::Emitted const& event) {
    auto const data = json::parse(event.data).as_object();
    if (event.type == "presence.changed") {
        auto const& presence = data.at("presence").as_object();
        label = text(presence.at("label"));
        load = presence.at("load").as_int64();
    } else if (event.type == "chat.offered") {
        auto const& offer = data.at("offer").as_object();
        if (!offers.emplace(text(offer.at("id")), text(offer.at("chat"))).second)
            return "the same offer came twice";
    } else if (event.type == "offer.withdrawn") {
        if (offers.erase(text(data.at("offer"))) != 1) return "an unknown offer was withdrawn";
    } else if (event.type == "conference.left" && event.user &&
               text(data.at("agent").at("id")) == to_text(*event.user)) {
        auto const id = text(data.at("chat").at("id"));
        next_seq.erase(id);
        if (chats.erase(id) != 1) return "somebody has left who was not there";
    } else if (event.type == "chat.started" || event.type == "chat.queued" ||
               event.type == "chat.accepted" || event.type == "conference.joined" ||
               event.type == "conference.left") {
        auto const& chat = data.at("chat").as_object();
        auto const id = text(chat.at("id"));
        chats[id] = mirrored(chat);
        next_seq[id] = chat.at("seq").as_int64() + 1;
        std::erase_if(offers, [&](auto const& offer) { return offer.second == id; });
    } else if (event.type == "chat.ended" || event.type == "chat.returned" ||
               event.type == "chat.transferred") {
        auto const& chat = data.at("chat").as_object();
        auto const id = text(chat.at("id"));
        bool const stays = event.visitor.has_value() && event.type == "chat.returned";
        if (stays) {
            chats[id] = mirrored(chat);
        } else if (next_seq.erase(id); chats.erase(id) != 1) {
            return "an unknown chat ended";
        }
    } else if (event.type == "message.posted") {
        auto const& message = data.at("message").as_object();
        auto const id = text(message.at("chat"));
        auto const seq = message.at("seq").as_int64();
        if (auto const next = next_seq.find(id); next != next_seq.end() && seq != next->second) {
            return "a message's seq is not the next one";
        }
        next_seq[id] = seq + 1;
        if (auto const chat = chats.find(id); chat != chats.end()) chat->second.seq = seq;
    } else if (event.type == "message.read") {
        auto const chat = chats.find(text(data.at("chat")));
        if (chat == chats.end()) return {};  // a chat that has ended may still be read
        auto const seq = data.at("seq").as_int64();
        (text(data.at("by")) == "agent" ? chat->second.read_agent : chat->second.read_customer) =
            seq;
    }
    return {};
}

}  // namespace parley::sim
