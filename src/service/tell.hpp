#pragma once
// Events: their data, and who is told. Source: protocol.md "Events".

#include "domain/chat.hpp"
#include "service/routing.hpp"
#include "service/views.hpp"
#include "store/tx.hpp"

namespace parley::service {

struct ChatTold {
    ChatView chat;
};
BOOST_DESCRIBE_STRUCT(ChatTold, (), (chat))

struct ChatAccepted {
    ChatView chat;
    PersonView agent;
};
BOOST_DESCRIBE_STRUCT(ChatAccepted, (), (chat, agent))

struct ChatEnded {
    ChatView chat;
    std::optional<PersonView> by;
    domain::EndReason reason;
};
BOOST_DESCRIBE_STRUCT(ChatEnded, (), (chat, by, reason))

struct OfferTold {
    OfferView offer;
};
BOOST_DESCRIBE_STRUCT(OfferTold, (), (offer))

struct OfferWithdrawn {
    OfferId offer;
    ChatId chat;
    WithdrawReason reason;
};
BOOST_DESCRIBE_STRUCT(OfferWithdrawn, (), (offer, chat, reason))

/// A colleague who was asked does not take the chat, or does not join.
struct OfferLapsed {
    ChatView chat;
    OfferId offer;
    store::OfferKind kind;
    PersonView agent;  // who was asked
    WithdrawReason reason;
    std::optional<std::string> said;  // by who declined
};
BOOST_DESCRIBE_STRUCT(OfferLapsed, (), (chat, offer, kind, agent, reason, said))

struct MessageTold {
    MessageView message;
    std::optional<std::string> client_id;
};
BOOST_DESCRIBE_STRUCT(MessageTold, (), (message, client_id))

enum class Reader { customer, agent };
BOOST_DESCRIBE_ENUM(Reader, customer, agent)

struct MessageRead {
    ChatId chat;
    Reader by;
    std::int64_t seq;
};
BOOST_DESCRIBE_STRUCT(MessageRead, (), (chat, by, seq))

struct PresenceChanged {
    PresenceView presence;
    UserId user;
};
BOOST_DESCRIBE_STRUCT(PresenceChanged, (), (presence, user))

/// To those who write with the customer. Without `since` they are there again (C19).
struct CustomerAbsent {
    ChatId chat;
    std::optional<Instant> since;
};
BOOST_DESCRIBE_STRUCT(CustomerAbsent, (), (chat, since))

/// What the system or a manager has to say to one member of staff.
enum class NoticeKind {
    presence_set,
    queue_opened,
    queue_closed,
    chat_given,     // to who has it now
    chat_given_on,  // to who had it, and to guests: it is somebody else's
    chat_requeued,  // to who had it, and to guests
    chat_ended,     // to who had it, and to guests
    signed_out,     // to the agent
};
BOOST_DESCRIBE_ENUM(NoticeKind, presence_set, queue_opened, queue_closed, chat_given, chat_given_on,
                    chat_requeued, chat_ended, signed_out)

struct Notice {
    NoticeKind kind;
    PersonView by;
    std::optional<PresenceView> presence;  // as it was set
    // Of the queue that was opened or closed, or that a chat was put into.
    std::optional<std::string> queue_name;
    std::optional<ChatId> chat = {};
    std::optional<std::string> customer = {};  // the chat's
    std::optional<PersonView> to = {};         // who has it now
    std::optional<std::string> note = {};      // what the manager says with it, or why
};
BOOST_DESCRIBE_STRUCT(Notice, (), (kind, by, presence, queue_name, chat, customer, to, note))

/// Who somebody is has changed: name or roles. The gateway listens, too.
struct UserChanged {
    UserView user;
};
BOOST_DESCRIBE_STRUCT(UserChanged, (), (user))
inline constexpr auto user_changed = "user.changed";

/// A part of what administrators set up.
enum class SetupPart { users, queues, statuses, rules, canned, redaction, articles };
BOOST_DESCRIBE_ENUM(SetupPart, users, queues, statuses, rules, canned, redaction, articles)
struct SetupChanged {
    SetupPart part;
};
BOOST_DESCRIBE_STRUCT(SetupChanged, (), (part))
/// Switches have changed that may concern who is told: settings.mine and queue.list say how.
struct SettingsChanged {};
BOOST_DESCRIBE_STRUCT(SettingsChanged, (), ())

struct Typing {
    ChatId chat;
    PersonView from;
    bool typing;
    std::optional<std::string> text;  // to staff, where they may read what a customer types (C8)
};
BOOST_DESCRIBE_STRUCT(Typing, (), (chat, from, typing, text))

inline domain::Accepted accepted(store::Chat const& chat) {
    return chat.accepted_at ? domain::Accepted::once : domain::Accepted::never;
}

template <class Data>
void tell_agent(store::Tx& tx, UserId agent, std::string type, Data const& data) {
    tx.emit(std::move(type), std::nullopt, agent, to_json(data));
}

/// All who work in the chat or watch it: owner, guests, watchers. Nobody is two of them.
std::vector<UserId> staff_of(store::Tx& tx, store::Chat const& chat);

/// Tells them. Never the customer.
template <class Data>
void tell_staff(store::Tx& tx, store::Chat const& chat, std::string const& type, Data const& data) {
    for (auto const user : staff_of(tx, chat)) tell_agent(tx, user, type, data);
}

template <class Data>
void tell_visitor(store::Tx& tx, VisitorId visitor, std::string type, Data const& data) {
    tx.emit(std::move(type), visitor, std::nullopt, to_json(data));
}

/// Tells who watches the chat, with the view of its agents.
template <class Make>
void tell_watchers(store::Tx& tx, store::Chat const& chat, std::string const& type, Make make) {
    for (auto const watcher : watchers_of(tx, chat)) {
        tell_agent(tx, watcher, type, make(chat_view(tx, chat, Side::staff)));
    }
}

/// Tells `agent`, guests and who watches the chat, each with the view it may have. `make` gives the
/// data for a view.
template <class Make>
void tell_staff_views(store::Tx& tx, store::Chat const& chat, std::optional<UserId> agent,
                      std::string const& type, Make make) {
    if (agent) tell_agent(tx, *agent, type, make(chat_view(tx, chat, Side::staff)));
    for (auto const& guest : guests_of(tx, chat)) {
        tell_agent(tx, guest.agent, type, make(chat_view(tx, chat, guest)));
    }
    tell_watchers(tx, chat, type, make);
}

/// The same, and the customer.
template <class Make>
void tell_both(store::Tx& tx, store::Chat const& chat, std::optional<UserId> agent,
               std::string const& type, Make make) {
    tell_visitor(tx, chat.visitor, type, make(chat_view(tx, chat, Side::customer)));
    tell_staff_views(tx, chat, agent, type, make);
}

/// The data of message.posted, for live delivery and for resuming.
std::string message_told(store::Message const& message);

/// Tells both sides, and who watches, of a message: of a new one, or of one that has changed.
/// `Chat`: a store::Chat or store::PostTarget.
template <class Chat>
void tell_message(store::Tx& tx, Chat const& chat, store::Message const& message,
                  std::string const& type = "message.posted") {
    auto const data = message_told(message);
    store::MessagePlace const place{message.chat, message.seq};
    tx.emit(type, chat.visitor, chat.agent, data, place);
    if (chat.guests > 0) {
        for (auto const& guest : tx.guests.of(message.chat)) {
            tx.emit(type, std::nullopt, guest.agent, data, place);
        }
    }
    if (chat.supervised > 0) {
        for (auto const watcher : tx.supervisions.watchers(message.chat)) {
            tx.emit(type, std::nullopt, watcher, data, place);
        }
    }
}

void tell_presence(store::Tx& tx, store::Agent const& agent);

/// Tells all staff of the organization, or those whom alone it concerns, to ask again for what is
/// shown: those who see how everything is set up, or who use or define answers that are prepared.
void tell_setup_changed(store::Tx& tx, OrganizationId organization, SetupPart part);

/// Adds a line that nobody wrote to the chat and tells both sides. Changes `chat.seq`; the caller
/// saves the chat.
void add_system_message(store::Tx& tx, store::Chat& chat, SystemEventType type,
                        std::optional<PersonView> person);

}  // namespace parley::service
