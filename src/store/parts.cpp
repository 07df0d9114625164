// Queries on the parts of an organization: partitions and teams.
#include "store/parts.hpp"

#include "base/refusal.hpp"

namespace parley::store {

namespace {
constexpr auto partition_columns = "SELECT id, organization_id, name FROM partitions";
constexpr auto team_columns = "SELECT id, organization_id, name FROM teams";
}  // namespace

Partitions::Partitions(Database& sql)
    : add_(sql,
           "INSERT INTO partitions (id, organization_id, name) "
           "VALUES (:id, :organization, :name)"),
      ever_(sql, std::string{partition_columns} + " WHERE id = :id"),
      by_id_(sql, std::string{partition_columns} + " WHERE id = :id AND removed = 0"),
      by_name_(sql, std::string{partition_columns} +
                        " WHERE organization_id = :organization AND name = :name"),
      all_(sql, std::string{partition_columns} +
                    " WHERE organization_id = :organization AND removed = 0 ORDER BY id"),
      put_(sql, "UPDATE queues SET partition_id = :partition WHERE id = :queue"),
      queues_(sql,
              "SELECT id FROM queues WHERE partition_id = :partition AND removed = 0 ORDER BY id"),
      rename_(sql, "UPDATE partitions SET name = :name WHERE id = :id"),
      remove_(sql, "UPDATE partitions SET removed = 1 WHERE id = :id") {}

void Partitions::add(Partition const& it) { add_.run(it.id, it.organization, it.name); }

Partition Partitions::get(PartitionId id) {
    auto partition = ever_.first(id);
    if (!partition) throw Refused{Code::not_found};
    return *partition;
}

std::optional<Partition> Partitions::find(PartitionId id) { return by_id_.first(id); }

std::optional<Partition> Partitions::find(OrganizationId organization, std::string const& name) {
    return by_name_.first(organization, name);
}

std::vector<Partition> Partitions::all(OrganizationId organization) {
    return all_.all(organization);
}

void Partitions::put(QueueId queue, PartitionId partition) { put_.run(partition, queue); }

std::vector<QueueId> Partitions::queues(PartitionId partition) { return queues_.all(partition); }

void Partitions::rename(PartitionId partition, std::string const& name) {
    rename_.run(name, partition);
}

void Partitions::remove(PartitionId partition) { remove_.run(partition); }

Teams::Teams(Database& sql)
    : sql_(sql),
      save_(sql,
            "INSERT INTO teams (id, organization_id, name) VALUES (:id, :organization, :name) "
            "ON CONFLICT (id) DO UPDATE SET name = excluded.name"),
      by_id_(sql, std::string{team_columns} + " WHERE id = :id"),
      by_name_(sql, std::string{team_columns} +
                        " WHERE organization_id = :organization AND name = :name"),
      all_(sql, std::string{team_columns} + " WHERE organization_id = :organization ORDER BY name"),
      remove_(sql, "DELETE FROM teams WHERE id = :id"),
      put_(sql, "UPDATE agents SET team_id = :team WHERE user_id = :agent"),
      of_(sql, "SELECT team_id FROM agents WHERE user_id = :agent AND team_id IS NOT NULL"),
      members_(sql,
               "SELECT user_id FROM agents WHERE organization_id = :organization "
               "AND team_id = :team ORDER BY user_id"),
      members_between_(sql,
                       "SELECT a.user_id, t.id, t.name FROM agents a "
                       "JOIN teams t ON t.id = a.team_id "
                       "WHERE a.organization_id = :organization "
                       "AND a.user_id BETWEEN :first AND :last ORDER BY a.user_id") {}

void Teams::save(Team const& it) { save_.run(it.id, it.organization, it.name); }

std::optional<Team> Teams::find(TeamId id) { return by_id_.first(id); }

std::optional<Team> Teams::find(OrganizationId organization, std::string const& name) {
    return by_name_.first(organization, name);
}

std::vector<Team> Teams::all(OrganizationId organization) { return all_.all(organization); }

void Teams::remove(TeamId team) { remove_.run(team); }

void Teams::put(UserId agent, std::optional<TeamId> team) {
    put_.run(team, agent);
    sql_.forget_settings();
}

std::optional<TeamId> Teams::of(UserId agent) { return of_.first(agent); }

std::vector<UserId> Teams::members(OrganizationId organization, TeamId team) {
    return members_.all(organization, team);
}

std::vector<TeamMember> Teams::members(OrganizationId organization, UserId first, UserId last) {
    return members_between_.all(organization, first, last);
}

}  // namespace parley::store
