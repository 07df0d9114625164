// Who is typing, and up to where everybody has read.
#include <algorithm>

#include "service/access.hpp"
#include "service/conference.hpp"
#include "service/operations.hpp"
#include "service/redaction.hpp"
#include "service/tell.hpp"
#include "service/word.hpp"

namespace parley::service {

namespace {

/// What a guest has seen is said to no one else.
ChatRead mark_read_as(Tx& tx, store::Guest const& guest, store::Chat const& chat,
                      std::int64_t wanted) {
    auto const seq = std::clamp<std::int64_t>(wanted, guest.read_seq, chat.seq);
    if (seq > guest.read_seq) {
        tx.guests.set_read(guest, seq);
        tell_agent(tx, guest.agent, "message.read", MessageRead{chat.id, Reader::agent, seq});
    }
    return {{chat.read_customer, seq}};
}

}  // namespace

Nothing chat_typing(Tx& tx, Actor const& actor, ChatTyping const& p) {
    auto const chat = joined_chat(tx, actor, p.chat);
    if (domain::is_over(chat.state)) throw Refused{Code::chat_ended};
    bool const staff = actor.kind == Actor::Kind::staff;
    Typing typing{chat.id, person(actor), p.typing, {}};
    if (p.text && !staff) typing.text = preview(tx, chat, actor.author_id(), *p.text);
    auto const data = to_json(typing);
    auto const tell = [&](std::optional<VisitorId> visitor, std::optional<UserId> agent) {
        tx.pass("typing", visitor, agent, data, Tx::Reach::every_node);
    };
    if (staff && speaker_of(chat).value_or(actor.user) == actor.user) tell(chat.visitor, {});
    if (chat.agent && chat.agent != actor.user) tell({}, chat.agent);
    for (auto const& guest : guests_of(tx, chat)) {
        if (guest.agent != actor.user) tell({}, guest.agent);
    }
    for (auto const watcher : watchers_of(tx, chat)) tell({}, watcher);
    return {};
}

ChatRead chat_mark_read(Tx& tx, Actor const& actor, ChatMarkRead const& p) {
    auto chat = joined_chat(tx, actor, p.chat);
    if (auto const guest = chat.guests > 0 ? tx.guests.find(chat.id, actor.user) : std::nullopt) {
        return mark_read_as(tx, *guest, chat, p.seq);
    }
    bool const staff = actor.kind == Actor::Kind::staff;
    auto& mark = staff ? chat.read_agent : chat.read_customer;
    auto const seq = std::clamp<std::int64_t>(p.seq, mark, chat.seq);
    if (seq > mark) {
        mark = seq;
        tx.chats.save_read(chat.id, chat.read_customer, chat.read_agent);
        auto const by = staff ? Reader::agent : Reader::customer;
        MessageRead const read{chat.id, by, seq};
        tx.emit("message.read", chat.visitor, chat.agent, to_json(read));
        for (auto const watcher : watchers_of(tx, chat)) {
            tell_agent(tx, watcher, "message.read", read);
        }
        if (staff) return {{chat.read_customer, chat.read_agent}};
        for (auto const& guest : guests_of(tx, chat)) {
            tell_agent(tx, guest.agent, "message.read", read);
        }
    }
    return {{chat.read_customer, chat.read_agent}};
}

ChatDelivered chat_mark_delivered(Tx& tx, Actor const& actor, ChatMarkRead const& p) {
    auto chat = joined_chat(tx, actor, p.chat);
    bool const staff = actor.kind == Actor::Kind::staff;
    if (staff && chat.agent != actor.user) return {delivered_of(chat)};
    auto& mark = staff ? chat.delivered_agent : chat.delivered_customer;
    auto const known = staff ? delivered_of(chat).agent : delivered_of(chat).customer;
    if (auto const seq = std::min(p.seq, chat.seq); seq > known) {
        mark = seq;
        tx.chats.save_delivered(chat.id, chat.delivered_customer, chat.delivered_agent);
        MessageRead const told{chat.id, staff ? Reader::agent : Reader::customer, seq};
        tell_visitor(tx, chat.visitor, "message.delivered", told);
        tell_staff(tx, chat, "message.delivered", told);
    }
    return {delivered_of(chat)};
}

}  // namespace parley::service
