// Queries on roles, who holds them, and the queues to which somebody is limited.
#include "store/roles.hpp"

namespace parley::store {

namespace {

domain::Role role_of(HeldRole const& row) {
    if (row.rights) {
        return {row.key, row.label.value_or(row.key), domain::rights_from_word(*row.rights)};
    }
    auto const* const built_in = domain::find_built_in(row.key);
    return {row.key, {}, built_in ? built_in->rights : domain::Rights{}};
}

}  // namespace

Roles::Roles(Database& sql)
    : own_(sql,
           "SELECT key, label, rights FROM roles WHERE organization_id = :organization "
           "ORDER BY label, key"),
      add_(sql,
           "INSERT INTO roles (organization_id, key, label, rights) "
           "VALUES (:organization, :key, :label, :rights)"),
      save_(sql,
            "UPDATE roles SET label = :label, rights = :rights "
            "WHERE organization_id = :organization AND key = :key"),
      remove_(sql, "DELETE FROM roles WHERE organization_id = :organization AND key = :key"),
      of_(sql,
          "SELECT u.id, h.role, r.label, r.rights FROM users u "
          "JOIN user_roles h ON h.user_id = u.id "
          "LEFT JOIN roles r ON r.organization_id = u.organization_id AND r.key = h.role "
          "WHERE u.id = :user ORDER BY h.role"),
      give_(sql, "INSERT INTO user_roles (user_id, role) VALUES (:user, :role)"),
      take_all_(sql, "DELETE FROM user_roles WHERE user_id = :user"),
      holders_(sql,
               "SELECT u.id FROM users u JOIN user_roles h ON h.user_id = u.id "
               "WHERE u.organization_id = :organization AND h.role = :role ORDER BY u.id"),
      held_by_active_(
          sql,
          "SELECT u.id, h.role, r.label, r.rights FROM users u "
          "JOIN user_roles h ON h.user_id = u.id "
          "LEFT JOIN roles r ON r.organization_id = u.organization_id AND r.key = h.role "
          "WHERE u.organization_id = :organization AND u.active = 1 ORDER BY u.id"),
      reach_(sql, "SELECT queue_id FROM reaches WHERE user_id = :user ORDER BY queue_id"),
      clear_reach_(sql, "DELETE FROM reaches WHERE user_id = :user"),
      add_reach_(sql, "INSERT INTO reaches (user_id, queue_id) VALUES (:user, :queue)"),
      limited_to_(sql, "SELECT user_id FROM reaches WHERE queue_id = :queue ORDER BY user_id") {}

std::vector<domain::Role> Roles::own(OrganizationId organization) {
    std::vector<domain::Role> roles;
    for (auto const& row : own_.all(organization)) {
        roles.push_back({row.key, row.label, domain::rights_from_word(row.rights)});
    }
    return roles;
}

void Roles::add(OrganizationId organization, domain::Role const& role) {
    add_.run(organization, role.key, role.label, to_word(role.rights));
}

void Roles::save(OrganizationId organization, domain::Role const& role) {
    save_.run(role.label, to_word(role.rights), organization, role.key);
}

void Roles::remove(OrganizationId organization, std::string const& key) {
    remove_.run(organization, key);
}

std::vector<domain::Role> Roles::of(UserId user) {
    std::vector<domain::Role> roles;
    for (auto const& row : of_.all(user)) roles.push_back(role_of(row));
    return roles;
}

void Roles::give(UserId user, std::vector<std::string> const& keys) {
    for (auto const& key : keys) give_.run(user, key);
}

void Roles::take_all(UserId user) { take_all_.run(user); }

std::vector<UserId> Roles::holders(OrganizationId organization, std::string const& key) {
    return holders_.all(organization, key);
}

std::vector<std::pair<UserId, domain::Rights>> Roles::rights_of_active(
    OrganizationId organization) {
    std::vector<std::pair<UserId, domain::Rights>> all;
    for (auto const& row : held_by_active_.all(organization)) {
        if (all.empty() || all.back().first != row.user) all.push_back({row.user, {}});
        all.back().second.add(role_of(row).rights);
    }
    return all;
}

std::vector<QueueId> Roles::reach(UserId user) { return reach_.all(user); }

void Roles::set_reach(UserId user, std::vector<QueueId> const& queues) {
    clear_reach_.run(user);
    for (auto const queue : queues) add_reach_.run(user, queue);
}

std::vector<UserId> Roles::limited_to(QueueId queue) { return limited_to_.all(queue); }

}  // namespace parley::store
