// Queries on organizations, users, their sign-ins, and visitors.
#include "base/refusal.hpp"
#include "store/nouns.hpp"

namespace parley::store {

namespace {
constexpr auto user_columns =
    "SELECT id, organization_id, name, display_name, password_hash, active FROM users";
constexpr auto visitor_columns =
    "SELECT id, organization_id, partition_id, name, email, fields FROM visitors";
}  // namespace

People::People(Database& sql)
    : add_organization_(sql,
                        "INSERT INTO organizations (id, slug, name, created_at) "
                        "VALUES (:id, :slug, :name, :now)"),
      organization_by_slug_(sql, "SELECT id, slug, name FROM organizations WHERE slug = :slug"),
      organization_by_id_(sql, "SELECT id, slug, name FROM organizations WHERE id = :id"),
      organizations_(sql, "SELECT id, slug, name FROM organizations ORDER BY id"),
      add_user_(sql,
                "INSERT INTO users (id, organization_id, name, display_name, password_hash, "
                "created_at) VALUES (:id, :organization, :name, :display, :hash, :now)"),
      user_by_name_(sql, std::string{user_columns} + " WHERE name = :name"),
      user_by_id_(sql, std::string{user_columns} + " WHERE id = :id"),
      save_(sql, "UPDATE users SET display_name = :display, active = :active WHERE id = :id"),
      set_password_(sql, "UPDATE users SET password_hash = :hash WHERE id = :id"),
      of_organization_(sql, std::string{user_columns} +
                                " WHERE organization_id = :organization AND id > :after "
                                "ORDER BY id LIMIT :limit"),
      add_session_(
          sql,
          "INSERT INTO sessions (id, user_id, token_hash, created_at, used_at, expires_at) "
          "VALUES (:id, :user, :hash, :created, :used, :expires)"),
      session_(sql,
               "SELECT id, user_id, created_at, used_at, expires_at FROM sessions "
               "WHERE token_hash = :hash"),
      session_by_id_(sql,
                     "SELECT id, user_id, created_at, used_at, expires_at FROM sessions "
                     "WHERE id = :id"),
      touch_session_(sql, "UPDATE sessions SET used_at = :at WHERE id = :id"),
      end_session_(sql, "DELETE FROM sessions WHERE id = :id"),
      sessions_of_user_(sql, "SELECT id FROM sessions WHERE user_id = :user ORDER BY id"),
      delete_expired_sessions_(sql,
                               "DELETE FROM sessions WHERE expires_at < :now OR used_at < :used"),
      add_visitor_(
          sql,
          "INSERT INTO visitors (id, organization_id, partition_id, token_hash, name, "
          "email, fields, created_at) VALUES (:id, :organization, :partition, :hash, :name, "
          ":email, :fields, :now)"),
      visitor_by_token_(sql, std::string{visitor_columns} + " WHERE token_hash = :hash"),
      visitor_by_id_(sql, std::string{visitor_columns} + " WHERE id = :id"),
      save_visitor_(sql, "UPDATE visitors SET name = :name, email = :email WHERE id = :id") {}

void People::add_organization(Organization const& it, Instant now) {
    add_organization_.run(it.id, it.slug, it.name, now);
}

std::optional<Organization> People::organization(std::string const& slug) {
    return organization_by_slug_.first(slug);
}

std::optional<Organization> People::organization(OrganizationId id) {
    return organization_by_id_.first(id);
}

std::vector<Organization> People::organizations() { return organizations_.all(); }

void People::add_user(User const& it, Instant now) {
    add_user_.run(it.id, it.organization, it.name, it.display_name, it.password_hash, now);
}

std::optional<User> People::user(std::string const& name) { return user_by_name_.first(name); }

std::optional<User> People::find(UserId id) { return user_by_id_.first(id); }

User People::get(UserId id) {
    auto user = find(id);
    if (!user) throw Refused{Code::not_found};
    return *user;
}

void People::save(User const& it) { save_.run(it.display_name, it.active, it.id); }

void People::set_password(UserId id, std::string const& hash) { set_password_.run(hash, id); }

std::vector<User> People::of_organization(OrganizationId organization, UserId after,
                                          std::int64_t limit) {
    return of_organization_.all(organization, after, limit);
}

void People::add_session(Session const& it, std::string const& token_hash) {
    add_session_.run(it.id, it.user, token_hash, it.created_at, it.used_at, it.expires_at);
}

std::optional<Session> People::session(std::string const& token_hash) {
    return session_.first(token_hash);
}

std::optional<Session> People::session(SessionId id) { return session_by_id_.first(id); }

void People::touch_session(SessionId id, Instant used_at) { touch_session_.run(used_at, id); }

void People::end_session(SessionId id) { end_session_.run(id); }

std::vector<SessionId> People::sessions_oldest_first(UserId user) {
    return sessions_of_user_.all(user);
}

std::int64_t People::delete_expired_sessions(Instant now, Instant used_before) {
    return delete_expired_sessions_.run(now, used_before);
}

void People::add_visitor(Visitor const& it, std::string const& token_hash, Instant now) {
    add_visitor_.run(it.id, it.organization, it.partition, token_hash, it.name, it.email, it.fields,
                     now);
}

std::optional<Visitor> People::visitor(std::string const& token_hash) {
    return visitor_by_token_.first(token_hash);
}

Visitor People::get(VisitorId id) {
    auto visitor = visitor_by_id_.first(id);
    if (!visitor) throw Refused{Code::not_found};
    return *visitor;
}

void People::save(Visitor const& it) { save_visitor_.run(it.name, it.email, it.id); }

}  // namespace parley::store
