#pragma once
// Lists of chats: the caller's own, those of colleagues, those of a queue.

#include "service/operations.hpp"

namespace parley::service {

struct ChatList {
    std::optional<domain::ChatState> state;
    std::optional<std::int64_t> limit;
    std::optional<std::string> after = {};  // `next` of the page before
    // For who may see the chats of others; these hold together.
    std::optional<std::vector<domain::ChatState>> states = {};  // any of them
    std::optional<QueueId> queue = {};
    std::optional<UserId> agent = {};
    std::optional<Instant> since = {};  // asked for then or later
    std::optional<Instant> until = {};  // asked for before
    std::optional<bool> wrap_up = {};   // an agent still works on what the chat has left
    std::optional<std::vector<QueueId>> queues = {};  // any of them; not together with queue
    std::optional<Instant> ended_since = {};          // then or later
    std::optional<Instant> ended_until = {};          // before
    std::optional<bool> abandoned = {};  // only customers who gave up waiting or were sent away
};
BOOST_DESCRIBE_STRUCT(ChatList, (),
                      (state, limit, after, states, queue, agent, since, until, wrap_up, queues,
                       ended_since, ended_until, abandoned))
struct ChatPage {
    std::vector<ChatView> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ChatPage, (), (items, next))
/// Newest first. Customers see their own, agents those they own or owned, managers all.
ChatPage chat_list(Tx& tx, Actor const& actor, ChatList const& p);

/// Which chats of a queue: those that wait, those that ended without an agent, those that had one.
enum class QueueGroup { waiting, unanswered, answered };
BOOST_DESCRIBE_ENUM(QueueGroup, waiting, unanswered, answered)

struct QueueChats {
    QueueId queue;
    QueueGroup group;
    std::optional<std::int64_t> limit;
    std::optional<std::string> after;  // `next` of the page before
};
BOOST_DESCRIBE_STRUCT(QueueChats, (), (queue, group, limit, after))
/// For managers, and for agents of queues from which chats are taken (A4). Who waits longest comes
/// first; of chats that have ended the newest.
ChatPage queue_chats(Tx& tx, Actor const& actor, QueueChats const& p);

}  // namespace parley::service
