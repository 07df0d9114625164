// Queries on what an organization has decided: its statuses and its switches.
#include "store/settings.hpp"

#include <algorithm>

#include "base/ensure.hpp"

namespace parley::store {

namespace {
constexpr auto status_columns =
    "SELECT key, label, kind, by_agent, by_manager, during_chat, reason_required, "
    "hides_dashboard, auto_return_s FROM statuses WHERE organization_id = :organization";
std::string level(std::string const& scope, std::string const& id) {
    return "SELECT scope, switches FROM settings WHERE organization_id = :" + scope +
           "_of AND scope = '" + scope + "' AND scope_id = " + id;
}
std::string level(std::string const& scope) { return level(scope, ":" + scope); }
constexpr auto change_columns =
    "SELECT id, organization_id, at, user_id, scope, scope_id, preset, before, after "
    "FROM setting_changes";
}  // namespace

Statuses::Statuses(Database& sql)
    : sql_(sql),
      save_(sql,
            "INSERT INTO statuses (organization_id, key, place, label, kind, by_agent, by_manager, "
            "during_chat, reason_required, hides_dashboard, auto_return_s) "
            "VALUES (:organization, :key, :place, :label, :kind, :by_agent, :by_manager, :during, "
            ":required, :hides, :return) "
            "ON CONFLICT (organization_id, key) DO UPDATE SET place = excluded.place, "
            "label = excluded.label, kind = excluded.kind, by_agent = excluded.by_agent, "
            "by_manager = excluded.by_manager, during_chat = excluded.during_chat, "
            "reason_required = excluded.reason_required, "
            "hides_dashboard = excluded.hides_dashboard, auto_return_s = excluded.auto_return_s"),
      save_reason_(sql,
                   "INSERT INTO status_reasons (organization_id, status_key, key, place, label) "
                   "VALUES (:organization, :status, :key, :place, :label) "
                   "ON CONFLICT (organization_id, status_key, key) DO UPDATE SET "
                   "place = excluded.place, label = excluded.label"),
      set_kind_(sql,
                "UPDATE agents SET kind = :kind WHERE organization_id = :organization "
                "AND status = :key AND kind <> :other"),
      remove_(sql, "DELETE FROM statuses WHERE organization_id = :organization AND key = :key"),
      remove_reasons_(sql,
                      "DELETE FROM status_reasons WHERE organization_id = :organization "
                      "AND status_key = :key"),
      users_(sql,
             "SELECT (SELECT count(*) FROM agents WHERE organization_id = :organization "
             "AND (status = :key OR pending_status = :same)) + "
             "(SELECT count(*) FROM settings WHERE organization_id = :its "
             "AND switches LIKE '%:\"' || CAST(:named AS TEXT) || '\"%')"),
      reason_users_(sql,
                    "SELECT count(*) FROM agents WHERE organization_id = :organization "
                    "AND ((status = :key AND reason = :reason) "
                    "OR (pending_status = :same AND pending_reason = :same_reason))"),
      by_key_(sql, std::string{status_columns} + " AND key = :key"),
      all_(sql, std::string{status_columns} + " ORDER BY place, key"),
      reasons_(sql,
               "SELECT status_key, key, label FROM status_reasons "
               "WHERE organization_id = :organization ORDER BY status_key, place, key") {}

void Statuses::save(OrganizationId organization, std::int64_t place, domain::Status const& it) {
    save_.run(organization, it.key, place, it.label, it.kind, it.by_agent, it.by_manager,
              it.during_chat, it.reason_required, it.hides_dashboard, it.auto_return_s);
    set_kind_.run(it.kind, organization, it.key, it.kind);
    sql_.forget_members();
}

void Statuses::save(OrganizationId organization, std::int64_t place,
                    domain::StatusReason const& it) {
    save_reason_.run(organization, it.status, it.key, place, it.label);
}

void Statuses::remove(OrganizationId organization, std::string const& key) {
    remove_reasons(organization, key);
    remove_.run(organization, key);
}

void Statuses::remove_reasons(OrganizationId organization, std::string const& status) {
    remove_reasons_.run(organization, status);
}

bool Statuses::is_used(OrganizationId organization, std::string const& key) {
    return users_.first(organization, key, key, organization, key).value_or(0) > 0;
}

bool Statuses::is_used(OrganizationId organization, domain::StatusReason const& it) {
    return reason_users_.first(organization, it.status, it.key, it.status, it.key).value_or(0) > 0;
}

std::optional<domain::Status> Statuses::find(OrganizationId organization, std::string const& key) {
    return by_key_.first(organization, key);
}

domain::Status Statuses::get(OrganizationId organization, std::string const& key) {
    auto status = find(organization, key);
    ENSURE(status);
    return *status;
}

std::vector<domain::Status> Statuses::all(OrganizationId organization) {
    return all_.all(organization);
}

std::vector<domain::StatusReason> Statuses::reasons(OrganizationId organization) {
    return reasons_.all(organization);
}

Settings::Settings(Database& sql)
    : sql_(sql),
      of_(sql,
          "SELECT switches FROM settings WHERE organization_id = :organization AND scope = :scope "
          "AND scope_id = :id"),
      save_(sql,
            "INSERT INTO settings (organization_id, scope, scope_id, switches) "
            "VALUES (:organization, :scope, :id, :switches) "
            "ON CONFLICT (organization_id, scope, scope_id) DO UPDATE SET "
            "switches = excluded.switches"),
      remove_(sql,
              "DELETE FROM settings WHERE organization_id = :organization AND scope = :scope "
              "AND scope_id = :id"),
      // Looks by the key: in one with OR, SQLite reads what all agents have set.
      chain_(sql, level("organization") + " UNION ALL " + level("partition") + " UNION ALL " +
                      level("queue") + " UNION ALL " +
                      level("team", "(SELECT team_id FROM agents WHERE user_id = :member)") +
                      " UNION ALL " + level("agent")),
      levels_(sql,
              "SELECT scope, scope_id, switches FROM settings "
              "WHERE organization_id = :organization"),
      teamed_(sql,
              "SELECT user_id, team_id FROM agents "
              "WHERE organization_id = :organization AND team_id IS NOT NULL"),
      team_chain_(sql, level("organization") + " UNION ALL " + level("team")),
      add_(sql,
           "INSERT INTO setting_changes (id, organization_id, at, user_id, scope, scope_id, "
           "preset, before, after) VALUES (:id, :organization, :at, :user, :scope, :scope_id, "
           ":preset, :before, :after)"),
      change_(sql, std::string{change_columns} + " WHERE id = :id"),
      changes_(sql, std::string{change_columns} +
                        " WHERE organization_id = :organization AND id < :before "
                        "ORDER BY id DESC LIMIT :limit") {}

std::string Settings::of(OrganizationId organization, domain::Scope scope, std::int64_t id) {
    return of_.first(organization, scope, id).value_or("{}");
}

void Settings::save(OrganizationId organization, domain::Scope scope, std::int64_t id,
                    std::string const& switches) {
    save_.run(organization, scope, id, switches);
    sql_.forget_settings();
}

void Settings::remove(OrganizationId organization, domain::Scope scope, std::int64_t id) {
    remove_.run(organization, scope, id);
    sql_.forget_settings();
}

SwitchesSet const& Settings::known(OrganizationId organization) {
    auto& known = sql_.known->settings;
    if (auto const* const all = known.of(organization)) return *all;
    SwitchesSet read;
    for (auto& level : levels_.all(organization)) {
        read.levels[{level.scope, level.id}] = std::move(level.switches);
    }
    for (auto const& member : teamed_.all(organization)) read.teams[member.agent] = member.team;
    return known.learn(organization, std::move(read));
}

std::vector<Setting> Settings::chain(OrganizationId organization, PartitionId partition,
                                     QueueId queue, UserId agent) {
    if (!sql_.known) return read_chain(organization, partition, queue, agent);
    auto const& set = known(organization);
    auto const team = set.teams.find(agent);
    std::pair<domain::Scope, std::int64_t> const wanted[] = {
        {domain::Scope::organization, organization.value},
        {domain::Scope::partition, partition.value},
        {domain::Scope::queue, queue.value},
        {domain::Scope::team, team == set.teams.end() ? 0 : team->second.value},
        {domain::Scope::agent, agent.value}};
    std::vector<Setting> levels;
    for (auto const& level : wanted) {
        auto const found = set.levels.find(level);
        if (found != set.levels.end()) levels.push_back({level.first, found->second});
    }
#ifdef PARLEY_MUTATIONS
    ENSURE(levels == read_chain(organization, partition, queue, agent));  // in every test
#endif
    return levels;
}

std::vector<Setting> Settings::read_chain(OrganizationId organization, PartitionId partition,
                                          QueueId queue, UserId agent) {
    auto levels =
        chain_.all(organization, organization.value, organization, partition.value, organization,
                   queue.value, organization, agent, organization, agent.value);
    std::ranges::sort(levels, {}, &Setting::scope);
    return levels;
}

std::vector<Setting> Settings::chain(OrganizationId organization, TeamId team) {
    auto levels = team_chain_.all(organization, organization.value, organization, team.value);
    std::ranges::sort(levels, {}, &Setting::scope);
    return levels;
}

void Settings::add(SettingChange const& it) {
    add_.run(it.id, it.organization, it.at, it.user, it.scope, it.scope_id, it.preset, it.before,
             it.after);
}

std::optional<SettingChange> Settings::find(SettingChangeId id) { return change_.first(id); }

std::vector<SettingChange> Settings::changes(OrganizationId organization, SettingChangeId before,
                                             std::int64_t limit) {
    return changes_.all(organization, before, limit);
}

}  // namespace parley::store
