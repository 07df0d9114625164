#pragma once
// Searching in what was said in all chats (C31). Who finds a message is who may read its chat;
// lines of the system, notes and whispers are not searched.

#include "domain/search.hpp"
#include "service/operations.hpp"

namespace parley::service {

struct MessageSearch {
    std::string query;                  // domain::search_query
    std::optional<ChatId> chat;         // in this one only
    std::optional<QueueId> queue;       // the chat is, or was last, in this one
    std::optional<UserId> agent;        // has the chat, or had it last
    std::optional<Instant> from;        // written then or later
    std::optional<Instant> to;          // written before
    std::optional<std::int64_t> limit;  // 20
    std::optional<std::string> after;   // `next` of the page before
};
BOOST_DESCRIBE_STRUCT(MessageSearch, (), (query, chat, queue, agent, from, to, limit, after))

struct MessageHit {
    ChatView chat;
    MessageId message;
    std::int64_t seq;
    Instant at;
    PersonView from;
    domain::Snippet snippet;  // places are counted in code points of its text
};
BOOST_DESCRIBE_STRUCT(MessageHit, (), (chat, message, seq, at, from, snippet))

struct MessageHits {
    std::vector<MessageHit> items;
    // Where to go on. One call looks at no more than so many messages: a page may have fewer hits
    // than `limit`, or none, and not be the last.
    std::optional<std::string> next;
    std::optional<Instant> since;  // older messages are not found yet; left out: all are
};
BOOST_DESCRIBE_STRUCT(MessageHits, (), (items, next, since))
/// Newest first. Refuses customers, and staff who read no chats.
MessageHits message_search(Tx& tx, Actor const& actor, MessageSearch const& p);

/// How many messages one call looks at before it gives what it has.
struct SearchShare {
    // One by one: what is not indexed yet, and so many of the newest besides. Words that every page
    // is full of are found there, and need no index.
    std::int64_t near = 2000;
    std::int64_t one_by_one = 10'000;
    // Of those that the index gives; fewer for whom each chat has to be asked about.
    std::int64_t found = 2500;
    std::int64_t found_by_few = 1000;
};
MessageHits message_search(Tx& tx, Actor const& actor, MessageSearch const& p,
                           SearchShare const& share);

/// The text of a message is about to become another one, which is found from then on instead;
/// `before` is the message with the text that it has had so far. What only the old text had is
/// found no more at once, and out of the index's files soon after.
void reindex(Tx& tx, store::Message const& before, std::string const& text);
/// The message is about to be deleted.
void forget(Tx& tx, store::Message const& before);

/// Makes more messages ready for search, a batch behind everybody's back, and asks to be called
/// again.
void index_messages(Tx& tx);

}  // namespace parley::service
