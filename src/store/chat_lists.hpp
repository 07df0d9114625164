#pragma once
// Lists of chats behind the figures: by state, and by queue, agent and time where that is wanted.

#include <optional>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

struct ChatFilter {
    OrganizationId organization;
    domain::ChatState state;
    std::optional<QueueId> queue;
    std::optional<UserId> agent;
    std::optional<Instant> since;  // asked for then or later
    std::optional<Instant> until;  // asked for before
    std::optional<Instant> ended_since;
    std::optional<Instant> ended_until;
    bool abandoned = false;  // only who gave up waiting, or was sent away
    ChatId before;
    std::int64_t limit;
};

class ChatLists {
  public:
    explicit ChatLists(Database& sql);

    /// Newest first. Reads an index of what is open, or of the queue's, agent's or organization's
    /// chats in this state from the newest that fits on; an agent's in one queue may be few of
    /// many.
    std::vector<Chat> find(ChatFilter const& filter);
    /// Likewise, of the chats with an open wrap-up, whatever their state; queue and agent are those
    /// of the wrap-up.
    std::vector<Chat> in_wrap_up(ChatFilter const& filter);

  private:
    // The first parameter, where there is one, says whose chats.
    template <class Whose>
    using List = Statement<Chat, Whose, domain::ChatState, std::int64_t, QueueId, ChatId, ChatId,
                           Instant, Instant, std::int64_t>;

    using Ended = Statement<Chat, OrganizationId, Instant, Instant, std::int64_t, UserId,
                            std::int64_t, domain::ChatState, std::int64_t, QueueId, ChatId, ChatId,
                            Instant, Instant, std::int64_t>;

    Ended ended_;
    List<UserId> of_agent_;
    List<QueueId> over_of_queue_;
    List<OrganizationId> over_, held_, unowned_;
    Statement<Chat, OrganizationId, std::int64_t, QueueId, std::int64_t, UserId, ChatId, Instant,
              Instant, std::int64_t>
        in_wrap_up_;
};

}  // namespace parley::store
