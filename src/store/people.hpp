#pragma once
// The queries on organizations, users, their sign-ins, and visitors.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

class People {
  public:
    explicit People(Database& sql);

    void add_organization(Organization const& organization, Instant now);
    std::optional<Organization> organization(std::string const& slug);
    std::optional<Organization> organization(OrganizationId id);
    std::vector<Organization> organizations();

    void add_user(User const& user, Instant now);
    std::optional<User> user(std::string const& name);
    std::optional<User> find(UserId id);
    User get(UserId id);
    /// Writes display name and whether the user is active.
    void save(User const& user);
    void set_password(UserId id, std::string const& hash);

    /// Of one organization, by id, from the one after `after`.
    std::vector<User> of_organization(OrganizationId organization, UserId after,
                                      std::int64_t limit);

    void add_session(Session const& session, std::string const& token_hash);
    std::optional<Session> session(std::string const& token_hash);
    std::optional<Session> session(SessionId id);
    void touch_session(SessionId id, Instant used_at);
    void end_session(SessionId id);
    std::vector<SessionId> sessions_oldest_first(UserId user);
    std::int64_t delete_expired_sessions(Instant now, Instant used_before);

    void add_visitor(Visitor const& visitor, std::string const& token_hash, Instant now);
    std::optional<Visitor> visitor(std::string const& token_hash);
    Visitor get(VisitorId id);
    /// Writes name and e-mail address.
    void save(Visitor const& visitor);

  private:
    Statement<NoRow, OrganizationId, std::string, std::string, Instant> add_organization_;
    Statement<Organization, std::string> organization_by_slug_;
    Statement<Organization, OrganizationId> organization_by_id_;
    Statement<Organization> organizations_;
    Statement<NoRow, UserId, OrganizationId, std::string, std::string, std::string, Instant>
        add_user_;
    Statement<User, std::string> user_by_name_;
    Statement<User, UserId> user_by_id_;
    Statement<NoRow, std::string, bool, UserId> save_;
    Statement<NoRow, std::string, UserId> set_password_;
    Statement<User, OrganizationId, UserId, std::int64_t> of_organization_;
    Statement<NoRow, SessionId, UserId, std::string, Instant, Instant, Instant> add_session_;
    Statement<Session, std::string> session_;
    Statement<Session, SessionId> session_by_id_;
    Statement<NoRow, Instant, SessionId> touch_session_;
    Statement<NoRow, SessionId> end_session_;
    Statement<SessionId, UserId> sessions_of_user_;
    Statement<NoRow, Instant, Instant> delete_expired_sessions_;
    Statement<NoRow, VisitorId, OrganizationId, PartitionId, std::string, std::string, std::string,
              std::string, Instant>
        add_visitor_;
    Statement<Visitor, std::string> visitor_by_token_;
    Statement<Visitor, VisitorId> visitor_by_id_;
    Statement<NoRow, std::string, std::string, VisitorId> save_visitor_;
};

}  // namespace parley::store
