#pragma once
// Queries on guests: agents who take part in a colleague's chat.

#include <optional>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

class Guests {
  public:
    explicit Guests(Database& sql);

    /// From `joined_at` on. The caller saves the chat with one guest more, as with one less below.
    void add(Guest const& guest);
    void leave(Guest const& guest, Instant at);
    void set_read(Guest const& guest, std::int64_t seq);
    /// Who is there now, the longest first.
    std::vector<Guest> of(ChatId chat);
    std::optional<Guest> find(ChatId chat, UserId agent);
    /// In which chats the agent is one now.
    std::vector<Guest> of_agent(UserId agent);

  private:
    Statement<NoRow, OrganizationId, ChatId, UserId, Instant, std::int64_t, std::int64_t> add_;
    Statement<NoRow, Instant, ChatId, UserId> leave_;
    Statement<NoRow, std::int64_t, ChatId, UserId> set_read_;
    Statement<Guest, ChatId> of_;
    Statement<Guest, ChatId, UserId> find_;
    Statement<Guest, UserId> of_agent_;
};

}  // namespace parley::store
