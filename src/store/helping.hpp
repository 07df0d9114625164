#pragma once
// Queries on the help that agents get: calls for a manager.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

/// An open call for help in a chat.
struct HelpCall {
    Instant at;
    UserId by;
    std::string text;              // may be empty
    std::optional<UserId> helper;  // who is on it
};
BOOST_DESCRIBE_STRUCT(HelpCall, (), (at, by, text, helper))

class HelpCalls {
  public:
    explicit HelpCalls(Database& sql);

    std::optional<HelpCall> of(ChatId chat);
    /// Chats with an open call, the longest open first.
    std::vector<ChatId> open(OrganizationId organization, std::int64_t limit);
    void set(ChatId chat, HelpCall const& call);
    void end(ChatId chat);

  private:
    Statement<HelpCall, ChatId> of_;
    Statement<ChatId, OrganizationId, std::int64_t> open_;
    Statement<NoRow, Instant, UserId, std::string, std::optional<UserId>, ChatId> set_;
    Statement<NoRow, ChatId> end_;
};

}  // namespace parley::store
