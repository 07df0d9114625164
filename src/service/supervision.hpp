#pragma once
// Supervision: who has the right watches a chat without taking part, whispers to its agents, joins
// it as a guest, or makes it their own. Each use is kept. Source: A14, E48; guide 1c.
//
// INVARIANT 1: nothing that a customer is told or may read depends on who watches or whispers.
// INVARIANT 2: who watches a chat takes no part in it: whoever joins or gets it watches no more.

#include "service/operations.hpp"

namespace parley::service {

struct ChatMonitor {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatMonitor, (), (chat))
/// From now on the caller is told of the open chat what its agents are told: until unmonitor, its
/// end, the loss of the right, the end of the caller's last session, or that of their last
/// connection and the grace period. Takes no place. Refuses forbidden, not_found, chat_ended, and
/// conflict to who takes part or where 20 watch.
ChatResult chat_monitor(Tx& tx, Actor const& actor, ChatMonitor const& p);

struct ChatUnmonitor {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatUnmonitor, (), (chat))
Nothing chat_unmonitor(Tx& tx, Actor const& actor, ChatUnmonitor const& p);

struct WhisperView {
    ChatId chat;
    std::int64_t place;      // of the chat's whispers, from 1
    std::int64_t after_seq;  // stands behind this message
    Instant at;
    PersonView from;
    std::string text;
    std::string client_id;
};
BOOST_DESCRIBE_STRUCT(WhisperView, (), (chat, place, after_seq, at, from, text, client_id))

struct ChatWhisper {
    ChatId chat;
    std::string client_id;  // UUID; unique for chat and author
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ChatWhisper, (), (chat, client_id, text))
struct ChatWhispered {
    WhisperView whisper;
    bool duplicate;
};
BOOST_DESCRIBE_STRUCT(ChatWhispered, (), (whisper, duplicate))
/// Says something to the chat's agents and to who watches it. The same client_id with the same text
/// answers what is stored; with another: conflict. Refuses forbidden to who neither watches nor
/// takes part, chat_ended, and chat_not_active where no agent has it.
ChatWhispered chat_whisper(Tx& tx, Actor const& actor, ChatWhisper const& p);

/// The same by an agent who takes part, once somebody has whispered or they have called for help:
/// to who watches, and to the others who take part. Refuses forbidden before that.
ChatWhispered chat_answer_whisper(Tx& tx, Actor const& actor, ChatWhisper const& p);

struct ChatWhispers {
    ChatId chat;
    std::optional<std::string> after;  // `next` of the page before
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ChatWhispers, (), (chat, after, limit))
struct WhisperPage {
    std::vector<WhisperView> items;  // in their order
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(WhisperPage, (), (items, next))
/// For its owner and guests, who wraps it up, and who sees all chats within their reach. Refuses
/// forbidden to others who may see the chat.
WhisperPage chat_whispers(Tx& tx, Actor const& actor, ChatWhispers const& p);

struct ChatJoin {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatJoin, (), (chat))
/// The caller is a guest of the chat, uninvited, and both sides read so. Like every guest they are
/// an agent with room for it: refuses forbidden, at_capacity and agent_gone; how many colleagues
/// may be invited does not matter. Refuses conflict to who takes part or is asked to.
ChatResult chat_join(Tx& tx, Actor const& actor, ChatJoin const& p);

struct ChatTakeOver {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatTakeOver, (), (chat))
/// The chat is the caller's, and its owner has nothing to do with it any more, nor a wrap-up; a
/// colleague who is being asked is so no more. Refuses what chat.join refuses, but for guests.
ChatResult chat_take_over(Tx& tx, Actor const& actor, ChatTakeOver const& p);

struct ChatSupervisions {
    ChatId chat;
    std::optional<std::string> after;  // `next` of the page before
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ChatSupervisions, (), (chat, after, limit))
struct SupervisionView {
    PersonView by;
    store::SupervisionMode mode;
    Instant from;
    std::optional<Instant> until;  // left out: goes on
};
BOOST_DESCRIBE_STRUCT(SupervisionView, (), (by, mode, from, until))
struct SupervisionPage {
    std::vector<SupervisionView> items;  // the first first
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(SupervisionPage, (), (items, next))
/// Who has supervised the chat, for who sees all chats within their reach.
SupervisionPage chat_supervisions(Tx& tx, Actor const& actor, ChatSupervisions const& p);

// --- events --------------------------------------------------------------------------------------

struct WhisperTold {
    WhisperView whisper;
};
BOOST_DESCRIBE_STRUCT(WhisperTold, (), (whisper))

enum class WatchEndReason {
    ended,  // by who watched, by what they may, or since they take part now
    away,   // they had no connection for the grace period
};
BOOST_DESCRIBE_ENUM(WatchEndReason, ended, away)
/// To who watched the chat: no more, though it goes on.
struct WatchEnded {
    ChatId chat;
    WatchEndReason reason;
};
BOOST_DESCRIBE_STRUCT(WatchEnded, (), (chat, reason))

// --- what happens by itself ----------------------------------------------------------------------
// Where a store::Chat& is taken, the caller saves it.

/// Whether the chat's agents learn of who watches it.
bool is_watching_shown(Tx& tx, store::Chat const& chat);

/// This one of the user's is over, if there is one.
void supervision_ends(Tx& tx, store::Chat& chat, UserId user, store::SupervisionMode mode);

/// All of the chat's are over: it has ended.
void supervisions_end(Tx& tx, store::Chat& chat);

/// The chat is in another queue: who does not reach that watches no more.
void let_go_who_may_not_watch(Tx& tx, store::Chat& chat);
/// The same, of a chat that has been saved; saves it.
void moved_on(Tx& tx, store::Chat& chat);

/// The user watches nothing any more, or nothing for which right and reach are missing. Saves the
/// chats.
void stop_watching(Tx& tx, UserId user);
void stop_watching_beyond_reach(Tx& tx, store::User const& user);

/// A node has the first connection of the user, or has lost the last.
void watcher_came(Tx& tx, UserId user);
void watcher_left(Tx& tx, UserId user);
/// A node is gone, and nobody knows who had a connection to it.
void watchers_may_be_gone(Tx& tx);
/// The grace period is over.
void watcher_still_gone(Tx& tx, UserId user);

}  // namespace parley::service
