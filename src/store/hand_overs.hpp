#pragma once
// Queries on chats that are handed on: who had them, and what was said with it.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

enum class HandOverCause {
    transfer,   // the owner has handed the chat on
    hand_over,  // the owner has left a conference, and a guest has the chat now
    take_over,  // a manager has made the chat their own
    lost,       // the owner's grace has run out
    retired,    // the owner is no agent any more
    assigned,   // a manager has given the chat to an agent
    requeued,   // a manager has put it back into a queue
    signed_out  // a manager has signed the owner out
};
BOOST_DESCRIBE_ENUM(HandOverCause, transfer, hand_over, take_over, lost, retired, assigned,
                    requeued, signed_out)

/// A chat's owner ceased to be one, and the chat went on; or a manager gave one that waited to an
/// agent.
struct HandOver {
    OrganizationId organization;
    ChatId chat;
    std::int64_t place;  // of the chat's, from 1
    Instant at;
    HandOverCause cause;
    std::optional<UserId> from;  // none: it waited
    Instant since;               // from when on `from` owned it
    QueueId from_queue;
    QueueId to_queue;
    std::optional<UserId> to;  // none: to whoever the queue has
    std::string note;          // for who gets it
    std::optional<UserId> by;  // the manager whose act it was
    std::string card{};        // domain::HandOverCard as JSON; empty: none
};
BOOST_DESCRIBE_STRUCT(HandOver, (),
                      (organization, chat, place, at, cause, from, since, from_queue, to_queue, to,
                       note, by, card))

class HandOvers {
  public:
    explicit HandOvers(Database& sql);

    /// Keeps it; the chat is in `to_queue` then. What was told of its wait is forgotten: it was
    /// said of another. The caller saves the chat with `place` hand-overs.
    void add(HandOver const& it);
    /// In their order.
    std::vector<HandOver> of(ChatId chat);
    std::optional<HandOver> last(ChatId chat);
    /// Which colleague is asked to take the chat or to join; none: nobody is.
    void set_asked(ChatId chat, std::optional<OfferId> offer);

  private:
    Statement<NoRow, OrganizationId, ChatId, std::int64_t, Instant, HandOverCause,
              std::optional<UserId>, Instant, QueueId, QueueId, std::optional<UserId>, std::string,
              std::optional<UserId>, std::string>
        add_;
    Statement<NoRow, QueueId, ChatId> set_queue_;
    Statement<HandOver, ChatId> of_;
    Statement<HandOver, ChatId> last_;
    Statement<NoRow, std::optional<OfferId>, ChatId> set_asked_;
};

}  // namespace parley::store
