#pragma once
// The members of queues as routing sees them, in the memory of the one connection that writes an
// embedded database: every offer asks for all members of a queue, and few change between two.
//
// INVARIANT: what of() gives is what the database holds. Whatever writes to the tables `agents` and
// `queue_members` says so here, or has all of it forgotten; so does what is undone.

#include <optional>
#include <unordered_map>
#include <vector>

#include "store/member.hpp"

namespace parley::store {

class KnownMembers {
  public:
    /// All members of the queue; nothing where they have to be read.
    std::optional<std::vector<Member>> of(QueueId queue) const;
    /// They have been read.
    void learn(QueueId queue, std::vector<Member> const& members);

    void saved(Agent const& agent);
    /// The agent was offered a chat of this weight.
    void offered(UserId agent, std::int64_t weight, Instant now);
    void took_turn(QueueId queue, UserId agent, std::int64_t turn);
    void forget();

  private:
    struct Seat {
        UserId agent;
        std::int64_t turn;
    };
    std::unordered_map<QueueId, std::vector<Seat>> seats_;
    std::unordered_map<UserId, Member> agents_;  // their turn is that of no queue
};

}  // namespace parley::store
