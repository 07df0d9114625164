#pragma once
// Queries on wallboards: screens that show the live figures, and the queues that each shows.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

struct Wallboard {
    WallboardId id;
    OrganizationId organization;
    std::string name;
    SessionId session;  // of all who came with the token of now
    Instant created_at;
    Instant token_at;  // when the token was made
    std::optional<Instant> seen_at;
};
BOOST_DESCRIBE_STRUCT(Wallboard, (),
                      (id, organization, name, session, created_at, token_at, seen_at))

class Wallboards {
  public:
    explicit Wallboards(Database& sql);

    void add(Wallboard const& wallboard, std::string const& token_hash);
    void rename(WallboardId id, std::string const& name);
    /// What came with the token of before is signed in no more.
    void renew(WallboardId id, SessionId session, std::string const& token_hash, Instant at);
    void remove(WallboardId id);
    void seen(WallboardId id, Instant at);

    std::optional<Wallboard> find(WallboardId id);
    std::optional<Wallboard> find(std::string const& token_hash);
    std::optional<Wallboard> find(OrganizationId organization, std::string const& name);
    /// By name.
    std::vector<Wallboard> all(OrganizationId organization);

    /// Empty: all queues. Those that have been removed are not among them.
    std::vector<QueueId> queues(WallboardId id);
    void set_queues(WallboardId id, std::vector<QueueId> const& queues);
    /// Whether it shows some queues only, also where all of these have been removed.
    bool is_limited(WallboardId id);

  private:
    Statement<NoRow, WallboardId, OrganizationId, std::string, std::string, SessionId, Instant,
              Instant>
        add_;
    Statement<NoRow, std::string, WallboardId> rename_;
    Statement<NoRow, SessionId, std::string, Instant, WallboardId> renew_;
    Statement<NoRow, WallboardId> remove_;
    Statement<NoRow, Instant, WallboardId> seen_;
    Statement<Wallboard, WallboardId> by_id_;
    Statement<Wallboard, std::string> by_token_;
    Statement<Wallboard, OrganizationId, std::string> by_name_;
    Statement<Wallboard, OrganizationId> all_;
    Statement<QueueId, WallboardId> queues_;
    Statement<NoRow, WallboardId, QueueId> add_queue_;
    Statement<NoRow, WallboardId> clear_queues_;
    Statement<std::int64_t, WallboardId> limited_;
};

}  // namespace parley::store
