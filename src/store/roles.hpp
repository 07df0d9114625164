#pragma once
// The queries on roles, who holds them, and the queues to which somebody is limited.

#include <string>
#include <utility>
#include <vector>

#include "domain/roles.hpp"
#include "store/statement.hpp"

namespace parley::store {

/// A role as somebody holds it: without label and rights where it is built in.
struct HeldRole {
    UserId user;
    std::string key;
    std::optional<std::string> label;
    std::optional<std::string> rights;
};
BOOST_DESCRIBE_STRUCT(HeldRole, (), (user, key, label, rights))

struct OwnRole {
    std::string key;
    std::string label;
    std::string rights;
};
BOOST_DESCRIBE_STRUCT(OwnRole, (), (key, label, rights))

class Roles {
  public:
    explicit Roles(Database& sql);

    // Those that the organization has made.
    std::vector<domain::Role> own(OrganizationId organization);
    void add(OrganizationId organization, domain::Role const& role);
    void save(OrganizationId organization, domain::Role const& role);
    void remove(OrganizationId organization, std::string const& key);

    // Who holds which, by key.
    std::vector<domain::Role> of(UserId user);
    void give(UserId user, std::vector<std::string> const& keys);
    void take_all(UserId user);
    std::vector<UserId> holders(OrganizationId organization, std::string const& key);
    /// What those who can sign in may do.
    std::vector<std::pair<UserId, domain::Rights>> rights_of_active(OrganizationId organization);

    /// The queues to which somebody is limited; none: not limited.
    std::vector<QueueId> reach(UserId user);
    void set_reach(UserId user, std::vector<QueueId> const& queues);
    std::vector<UserId> limited_to(QueueId queue);

  private:
    Statement<OwnRole, OrganizationId> own_;
    Statement<NoRow, OrganizationId, std::string, std::string, std::string> add_;
    Statement<NoRow, std::string, std::string, OrganizationId, std::string> save_;
    Statement<NoRow, OrganizationId, std::string> remove_;
    Statement<HeldRole, UserId> of_;
    Statement<NoRow, UserId, std::string> give_;
    Statement<NoRow, UserId> take_all_;
    Statement<UserId, OrganizationId, std::string> holders_;
    Statement<HeldRole, OrganizationId> held_by_active_;
    Statement<QueueId, UserId> reach_;
    Statement<NoRow, UserId> clear_reach_;
    Statement<NoRow, UserId, QueueId> add_reach_;
    Statement<UserId, QueueId> limited_to_;
};

}  // namespace parley::store
