#pragma once
// Notes that only staff see, beside a chat, and mentions in them. Source: C16; check 17.
//
// INVARIANT: nothing that a customer is told or may read depends on a note.

#include "service/operations.hpp"

namespace parley::service {

struct NoteView {
    ChatId chat;
    std::int64_t place;      // of the chat's notes, from 1
    std::int64_t after_seq;  // stands behind this message
    Instant at;
    PersonView from;
    std::string text;
    std::vector<PersonView> mentions;
    std::string client_id;
};
BOOST_DESCRIBE_STRUCT(NoteView, (), (chat, place, after_seq, at, from, text, mentions, client_id))

struct MessageNote {
    ChatId chat;
    std::string client_id;  // UUID; unique for chat and author
    std::string text;
    std::optional<std::vector<UserId>> mentions;  // at most 20, each once
};
BOOST_DESCRIBE_STRUCT(MessageNote, (), (chat, client_id, text, mentions))
struct MessageNoted {
    NoteView note;
    bool duplicate;
};
BOOST_DESCRIBE_STRUCT(MessageNoted, (), (note, duplicate))
/// Writes a note beside a chat that the caller sees, also one that is over. Who is mentioned may
/// see the chat from then on, and is told at once or when they are back. The same client_id with
/// the same text answers what is stored; with another: conflict. Refuses not_found, invalid, and
/// forbidden to who may only read.
MessageNoted message_note(Tx& tx, Actor const& actor, MessageNote const& p);

struct ChatNotes {
    ChatId chat;
    std::optional<std::string> after;  // `next` of the page before
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ChatNotes, (), (chat, after, limit))
struct NotePage {
    std::vector<NoteView> items;  // in their order
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(NotePage, (), (items, next))
/// For all staff who see the chat.
NotePage chat_notes(Tx& tx, Actor const& actor, ChatNotes const& p);

struct MentionView {
    NoteView note;
    std::string customer;
    std::string queue_name;
};
BOOST_DESCRIBE_STRUCT(MentionView, (), (note, customer, queue_name))
struct MentionItems {
    std::vector<MentionView> items;
};
BOOST_DESCRIBE_STRUCT(MentionItems, (), (items))
/// The newest notes in which the caller is mentioned and that they have not looked at.
MentionItems mention_list(Tx& tx, Actor const& actor, Nothing const&);

struct MentionSee {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(MentionSee, (), (chat))
/// The caller has looked at the notes of the chat.
Nothing mention_see(Tx& tx, Actor const& actor, MentionSee const& p);

// --- events --------------------------------------------------------------------------------------

struct NoteTold {
    NoteView note;
};
BOOST_DESCRIBE_STRUCT(NoteTold, (), (note))

struct MentionTold {
    MentionView mention;
};
BOOST_DESCRIBE_STRUCT(MentionTold, (), (mention))

struct MentionsSeen {
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(MentionsSeen, (), (chat))

}  // namespace parley::service
