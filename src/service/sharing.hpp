#pragma once
// The customer shows an agent the screen. It is asked for and agreed to here, and the two browsers
// find each other through here; the picture goes from one to the other and is kept nowhere.
// Source: E24.
//
// INVARIANT 1: at most one in a chat, while an agent has the chat; who sees it takes part in it.
// INVARIANT 2: nobody sees a screen before its owner has chosen in the browser what is shown.

#include "service/operations.hpp"

namespace parley::service {

struct SharingAsk {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(SharingAsk, (), (chat))
struct SharingResult {
    SharingView sharing;
};
BOOST_DESCRIBE_STRUCT(SharingResult, (), (sharing))
/// By an agent who takes part; again: the same one. Refuses chat_ended, chat_not_active, forbidden
/// where the queue has it switched off, and conflict where a colleague has asked or sees it.
SharingResult sharing_ask(Tx& tx, Actor const& actor, SharingAsk const& p);

struct SharingStart {
    ChatId chat;
    std::optional<SharingId> sharing;  // that was asked for; left out: of the customer's own accord
};
BOOST_DESCRIBE_STRUCT(SharingStart, (), (chat, sharing))
/// The customer has chosen what is shown: who asked sees it, or who has the chat. Refuses what
/// sharing.ask refuses, conflict where one goes on, and not_found where it was taken back.
SharingResult sharing_start(Tx& tx, Actor const& actor, SharingStart const& p);

struct SharingEnd {
    ChatId chat;
    SharingId sharing;
    std::optional<bool> failed;  // the browsers do not find each other, or not any more
};
BOOST_DESCRIBE_STRUCT(SharingEnd, (), (chat, sharing, failed))
struct SharingEnded {
    std::optional<SharingView> sharing;  // left out: it was over already
};
BOOST_DESCRIBE_STRUCT(SharingEnded, (), (sharing))
/// By the customer, who sees it, or who has the chat.
SharingEnded sharing_end(Tx& tx, Actor const& actor, SharingEnd const& p);

/// What one browser tells the other, for the browsers alone: shown to nobody and kept nowhere.
struct Signal {
    std::string text;
};
/// Nothing of it is in a log.
void write_json(std::string& out, Signal const& signal);

enum class SignalKind { offer, answer, candidate };
BOOST_DESCRIBE_ENUM(SignalKind, offer, answer, candidate)

struct SharingSignal {
    ChatId chat;
    SharingId sharing;
    SignalKind kind;
    Signal data;  // SDP (RFC 8866), or a candidate as JSON
};
BOOST_DESCRIBE_STRUCT(SharingSignal, (), (chat, sharing, kind, data))
/// Passes it on from the customer to who sees the screen, or back. Refuses not_found where it is
/// over, and forbidden to colleagues.
Nothing sharing_signal(Tx& tx, Actor const& actor, SharingSignal const& p);

struct SharingServers {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(SharingServers, (), (chat))
/// Who shows or sees a screen in the chat may know by which servers browsers find each other.
/// Refuses not_found where nothing is asked for or goes on, and forbidden.
void need_sharing(Tx& tx, Actor const& actor, ChatId chat);

// --- events --------------------------------------------------------------------------------------

/// To the customer and all who work in the chat or watch it.
struct SharingChanged {
    ChatId chat;
    SharingView sharing;
};
BOOST_DESCRIBE_STRUCT(SharingChanged, (), (chat, sharing))

/// Passing: to the other browser.
struct SharingSignalled {
    ChatId chat;
    SharingId sharing;
    SignalKind kind;
    std::string data;
};
BOOST_DESCRIBE_STRUCT(SharingSignalled, (), (chat, sharing, kind, data))
inline constexpr auto sharing_signalled = "sharing.signal";

// --- what happens by itself ----------------------------------------------------------------------

/// Whether screens may be shown in the chat now.
bool is_sharing_open(store::Chat const& chat, domain::Policy const& policy);

std::optional<SharingView> sharing_of(Tx& tx, store::Chat const& chat);

/// The chat has ended, or is another agent's: nobody sees a screen in it any more. May add a line
/// to the chat, which the caller saves.
void sharing_ends(Tx& tx, store::Chat& chat);

/// The same where it is this guest, who has left, that sees it.
void sharing_ends(Tx& tx, store::Chat& chat, UserId guest);

}  // namespace parley::service
