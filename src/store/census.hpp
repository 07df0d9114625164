#pragma once
// How many chats and agents there are, over all organizations, for those who watch the server.
// Reads the few chats that wait and a row for each agent; never all chats.

#include <map>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

/// The chats of one organization that wait, where any do.
struct WaitingChats {
    std::string organization;  // its slug
    std::int64_t count;
    Instant oldest;
};
BOOST_DESCRIBE_STRUCT(WaitingChats, (), (organization, count, oldest))

/// Agents who are alike in all that their label depends on.
struct AlikeAgents {
    domain::StatusKind kind;
    bool connected;
    bool stop_new;
    bool overfull;
    bool offered;
    bool active;
    bool wrap_up;
    bool full;
    domain::BusyWhen busy_when;
    domain::WrapUpScope wrap_up_scope;
    std::int64_t count;
    std::int64_t chats;
};
BOOST_DESCRIBE_STRUCT(AlikeAgents, (),
                      (kind, connected, stop_new, overfull, offered, active, wrap_up, full,
                       busy_when, wrap_up_scope, count, chats))

class Census {
  public:
    explicit Census(Database& sql);

    std::vector<WaitingChats> waiting() { return waiting_.all(); }
    /// By what they are doing, "unreachable" where they should be but have no connection; and the
    /// chats that they have.
    struct AgentCounts {
        std::map<std::string, std::int64_t> agents;
        std::int64_t chats = 0;
    };
    AgentCounts agents();

  private:
    Statement<WaitingChats> waiting_;
    Statement<AlikeAgents> agents_;
};

}  // namespace parley::store
