#pragma once
// The members of queues as routing sees them, in the memory of the one connection that writes an
// embedded database: every offer asks for all members of a queue, and few change between two.
//
// INVARIANT: what of() gives is what the database holds. Whatever writes to the tables `agents` and
// `queue_members` says so here, or has all of it forgotten; so does what is undone.

#include <unordered_map>
#include <vector>

#include "store/member.hpp"

namespace parley::store {

class KnownMembers {
  public:
    /// All members of the queue; none where they have to be read.
    std::vector<Member> const* of(QueueId queue) const;
    /// They have been read, in the order of their ids.
    std::vector<Member> const& learn(QueueId queue, std::vector<Member> members);

    void saved(Agent const& agent);
    /// The agent was offered a chat of this weight.
    void offered(UserId agent, std::int64_t weight, Instant now);
    void took_turn(QueueId queue, UserId agent, std::int64_t turn);
    void forget();

  private:
    /// In each of their queues that is known.
    template <class Change>
    void change(UserId agent, Change apply);
    Member* find(QueueId queue, UserId agent);

    std::unordered_map<QueueId, std::vector<Member>> members_;  // in one piece of memory each
    std::unordered_map<UserId, std::vector<QueueId>> queues_;
};

}  // namespace parley::store
