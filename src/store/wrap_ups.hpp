#pragma once
// Queries on wrap-ups and the codes of chats, and on how long agents were in each state.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

class Codes {
  public:
    explicit Codes(Database& sql);

    // Lists and codes as administrators make them; in place of what has this id. What is retired
    // is chosen no more and keeps its name.
    void save(CodeList const& list, std::int64_t place, bool retired = false);
    void save(OrganizationId organization, ListedCode const& code, std::int64_t place,
              bool retired = false);
    void retire(CodeListId list);
    void retire(CodeId code);
    std::optional<CodeList> find(CodeListId list);
    /// Those that may be chosen, in their order.
    std::vector<CodeList> lists(OrganizationId organization);
    std::vector<ListedCode> codes(OrganizationId organization);

    // Of a chat and one of its agents, in the order of choice.
    std::vector<CodeId> of_chat(ChatId chat, UserId agent);
    void set(OrganizationId organization, ChatId chat, UserId agent,
             std::vector<CodeId> const& codes);

  private:
    Statement<NoRow, CodeListId, OrganizationId, std::optional<QueueId>, std::string, CodePurpose,
              bool, bool, std::int64_t, bool>
        save_list_;
    Statement<NoRow, CodeId, OrganizationId, CodeListId, std::string, std::int64_t, bool, bool>
        save_code_;
    Statement<NoRow, CodeListId> retire_list_;
    Statement<NoRow, CodeId> retire_code_;
    Statement<CodeList, CodeListId> list_;
    Statement<CodeList, OrganizationId> lists_;
    Statement<ListedCode, OrganizationId> codes_;
    Statement<CodeId, ChatId, UserId> of_chat_;
    Statement<NoRow, ChatId, UserId> clear_;
    Statement<NoRow, OrganizationId, ChatId, UserId, CodeId, std::int64_t> set_;
    Statement<NoRow, ChatId> changed_;
};

class WrapUps {
  public:
    explicit WrapUps(Database& sql);

    void add(WrapUp const& wrap_up);
    /// Nothing where it is not open.
    std::optional<WrapUp> open(WrapUpId id);
    std::optional<WrapUp> open(ChatId chat, UserId agent);
    std::vector<WrapUp> open_of(UserId agent);
    void set_due(WrapUpId id, std::optional<Instant> due_at);
    void end(WrapUpId id, WrapUpOutcome outcome, Instant at);
    void remove(WrapUpId id);

  private:
    Statement<NoRow, WrapUpId, OrganizationId, ChatId, UserId, Instant, std::optional<Instant>,
              std::int64_t, QueueId>
        add_;
    Statement<WrapUp, WrapUpId> open_;
    Statement<WrapUp, ChatId, UserId> open_of_chat_;
    Statement<WrapUp, UserId> open_of_agent_;
    Statement<NoRow, std::optional<Instant>, WrapUpId> set_due_;
    Statement<NoRow, Instant, WrapUpOutcome, WrapUpId> end_;
    Statement<NoRow, WrapUpId> remove_;
};

/// How long agents were in each state.
class AgentTimes {
  public:
    explicit AgentTimes(Database& sql);

    /// From `at` on the agent is in this state.
    void add(OrganizationId organization, UserId agent, AgentTime const& from);
    /// Oldest first: those within the span, and the one that held when it began.
    std::vector<AgentTime> between(UserId agent, Instant from, Instant to);

  private:
    Statement<NoRow, OrganizationId, UserId, Instant, domain::Label, std::string, std::string> add_;
    Statement<NoRow, std::string, UserId> note_;
    Statement<AgentTime, UserId, UserId, Instant, Instant> between_;
};

}  // namespace parley::store
