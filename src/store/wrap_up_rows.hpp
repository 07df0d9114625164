#pragma once
// The rows of what follows a chat, and of its codes. Member order is column order, as in rows.hpp.

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/presence.hpp"

namespace parley::store {

enum class CodePurpose { wrap_up, decline };
BOOST_DESCRIBE_ENUM(CodePurpose, wrap_up, decline)

struct CodeList {
    CodeListId id;
    OrganizationId organization;
    std::optional<QueueId> queue;  // for chats of this queue only
    std::string name;
    CodePurpose purpose;
    bool required;
    bool several;
};
BOOST_DESCRIBE_STRUCT(CodeList, (), (id, organization, queue, name, purpose, required, several))

struct ListedCode {
    CodeId id;
    CodeListId list;
    std::string label;
    bool is_default;
};
BOOST_DESCRIBE_STRUCT(ListedCode, (), (id, list, label, is_default))

enum class WrapUpOutcome {
    submitted,
    timed_out,
    agent_gone,
    resumed,  // the chat is the agent's again; never stored: there was nothing to wrap up yet
};
BOOST_DESCRIBE_ENUM(WrapUpOutcome, submitted, timed_out, agent_gone, resumed)

/// An open wrap-up.
struct WrapUp {
    WrapUpId id;
    OrganizationId organization;
    ChatId chat;
    UserId agent;
    Instant began_at;
    std::optional<Instant> due_at;
    std::int64_t weight = domain::one_place;  // the place that the chat has left
    QueueId queue{};                          // in which the agent had the chat
};
BOOST_DESCRIBE_STRUCT(WrapUp, (), (id, organization, chat, agent, began_at, due_at, weight, queue))

}  // namespace parley::store
