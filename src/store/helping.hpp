#pragma once
// Queries on the help that agents get: calls for a manager, and what managers write into their
// composers.

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

/// What has become of a ghost draft.
enum class DraftOutcome {
    taken,      // into the agent's composer
    edited,     // taken, and sent in other words
    dropped,    // by the agent
    withdrawn,  // by the manager
    gone,       // who wrote it watches no more, or the chat is not the agent's
};
BOOST_DESCRIBE_ENUM(DraftOutcome, taken, edited, dropped, withdrawn, gone)

/// What a manager writes into the composer of a chat's agent (N7).
struct GhostDraft {
    OrganizationId organization;
    ChatId chat;
    std::int64_t place;  // of the chat's, from 1
    UserId from;
    UserId to;
    Instant began_at;
    Instant changed_at;
    std::string text;                     // empty once it is settled
    std::optional<DraftOutcome> outcome;  // none: open
    std::optional<Instant> settled_at;
};
BOOST_DESCRIBE_STRUCT(GhostDraft, (),
                      (organization, chat, place, from, to, began_at, changed_at, text, outcome,
                       settled_at))

class GhostDrafts {
  public:
    explicit GhostDrafts(Database& sql);

    /// An open one; gives it with its place.
    GhostDraft add(GhostDraft it);
    void change(GhostDraft const& it, std::string const& text, Instant at);
    void settle(GhostDraft const& it, DraftOutcome outcome, Instant at);
    /// The manager's last one in the chat, open or settled.
    std::optional<GhostDraft> last(ChatId chat, UserId from);
    std::vector<GhostDraft> open_in(ChatId chat);

  private:
    Statement<std::int64_t, ChatId> last_place_;
    Statement<NoRow, OrganizationId, ChatId, std::int64_t, UserId, UserId, Instant, Instant,
              std::string>
        add_;
    Statement<NoRow, std::string, Instant, ChatId, std::int64_t> change_;
    Statement<NoRow, DraftOutcome, Instant, ChatId, std::int64_t> settle_;
    Statement<GhostDraft, ChatId, UserId> last_;
    Statement<GhostDraft, ChatId> open_in_;
};

}  // namespace parley::store
