#pragma once
// Queries on the screens that customers show to agents: what is asked for or goes on in a chat.

#include <optional>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

/// A chat's open one (E24).
struct Sharing {
    SharingId id;
    UserId agent;   // who sees it
    Instant since;  // as it is now
    bool runs;      // no: the customer is asked
};
BOOST_DESCRIBE_STRUCT(Sharing, (), (id, agent, since, runs))

class Sharings {
  public:
    explicit Sharings(Database& sql);

    std::optional<Sharing> of(ChatId chat);
    void set(ChatId chat, Sharing const& it);
    void end(ChatId chat);

  private:
    Statement<Sharing, ChatId> of_;
    Statement<NoRow, SharingId, UserId, Instant, bool, ChatId> set_;
    Statement<NoRow, ChatId> end_;
};

}  // namespace parley::store
