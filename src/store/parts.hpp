#pragma once
// The queries on the parts of an organization: partitions with their queues, teams with their
// agents.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

class Partitions {
  public:
    explicit Partitions(Database& sql);

    void add(Partition const& partition);
    Partition get(PartitionId id);  // also one that has been removed, for its history
    std::optional<Partition> find(PartitionId id);
    std::optional<Partition> find(OrganizationId organization, std::string const& name);
    /// The oldest first.
    std::vector<Partition> all(OrganizationId organization);
    /// The queue is in it from now on, and in no other.
    void put(QueueId queue, PartitionId partition);
    std::vector<QueueId> queues(PartitionId partition);
    void rename(PartitionId partition, std::string const& name);
    /// Its row stays for the customers who came in by it; its name is not free before it is
    /// renamed.
    void remove(PartitionId partition);

  private:
    Statement<NoRow, PartitionId, OrganizationId, std::string> add_;
    Statement<Partition, PartitionId> ever_;
    Statement<Partition, PartitionId> by_id_;
    Statement<Partition, OrganizationId, std::string> by_name_;
    Statement<Partition, OrganizationId> all_;
    Statement<NoRow, PartitionId, QueueId> put_;
    Statement<QueueId, PartitionId> queues_;
    Statement<NoRow, std::string, PartitionId> rename_;
    Statement<NoRow, PartitionId> remove_;
};

class Teams {
  public:
    explicit Teams(Database& sql);

    /// In place of what has this id already.
    void save(Team const& team);
    std::optional<Team> find(TeamId id);
    std::optional<Team> find(OrganizationId organization, std::string const& name);
    /// By name.
    std::vector<Team> all(OrganizationId organization);
    /// REQUIRES: nobody is in it.
    void remove(TeamId team);

    /// The agent leaves the team there was.
    void put(UserId agent, std::optional<TeamId> team);
    std::optional<TeamId> of(UserId agent);
    std::vector<UserId> members(OrganizationId organization, TeamId team);
    /// Who has a team, by id, of those from `first` to `last`.
    std::vector<TeamMember> members(OrganizationId organization, UserId first, UserId last);

  private:
    Database& sql_;
    Statement<NoRow, TeamId, OrganizationId, std::string> save_;
    Statement<Team, TeamId> by_id_;
    Statement<Team, OrganizationId, std::string> by_name_;
    Statement<Team, OrganizationId> all_;
    Statement<NoRow, TeamId> remove_;
    Statement<NoRow, std::optional<TeamId>, UserId> put_;
    Statement<TeamId, UserId> of_;
    Statement<UserId, OrganizationId, TeamId> members_;
    Statement<TeamMember, OrganizationId, UserId, UserId> members_between_;
};

}  // namespace parley::store
