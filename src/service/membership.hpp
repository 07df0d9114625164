#pragma once
// Which agents work in which queues, and belong to which team: changed from the side of a person, a
// queue or a team.

#include <optional>

#include "store/tx.hpp"

namespace parley::service {

/// The agent joins; chats that wait are offered at once.
void join_queue(store::Tx& tx, QueueId queue, UserId agent);

/// The agent leaves: open offers of this queue go to others, chats that go on stay.
void leave_queue(store::Tx& tx, QueueId queue, UserId agent);

/// The agent is in this team, or in none: what its switches say holds at once.
void change_team(store::Tx& tx, UserId agent, std::optional<TeamId> team);

}  // namespace parley::service
