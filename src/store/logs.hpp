#pragma once
// Queries on what agents keep of their chats; the codes of it are in Codes.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

enum class LogState { draft, saved };
BOOST_DESCRIBE_ENUM(LogState, draft, saved)

/// One agent's log of one chat (C23).
struct ChatLog {
    UserId agent;
    std::string note;
    LogState state;
    Instant saved_at;                  // for the first time; of a draft: last
    std::optional<Instant> edited_at;  // changed after it was saved
};
BOOST_DESCRIBE_STRUCT(ChatLog, (), (agent, note, state, saved_at, edited_at))

class Logs {
  public:
    explicit Logs(Database& sql);

    /// Makes the agent's log, or changes it; without a note the one that is there stays.
    void keep(OrganizationId organization, ChatId chat, UserId agent,
              std::optional<std::string> const& note, LogState state, Instant at);
    std::optional<ChatLog> find(ChatId chat, UserId agent);
    /// The oldest agents first.
    std::vector<ChatLog> of(ChatId chat);
    /// In which queue the agent had a part in the chat last: as its owner or a guest, now or
    /// before. Nothing: had none.
    std::optional<QueueId> queue_of_part(ChatId chat, UserId agent);

  private:
    Statement<NoRow, OrganizationId, ChatId, UserId, std::string, LogState, Instant, bool> keep_;
    Statement<ChatLog, ChatId, UserId> find_;
    Statement<ChatLog, ChatId> of_;
    Statement<QueueId, ChatId, UserId, ChatId, UserId, ChatId, UserId, ChatId, UserId> part_;
};

}  // namespace parley::store
