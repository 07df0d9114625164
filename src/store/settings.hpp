#pragma once
// Queries on what an organization has decided: statuses with their reasons, and switches.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

/// What the agents of an organization may be doing, and the reasons they may give.
class Statuses {
  public:
    explicit Statuses(Database& sql);

    /// `place`: where lists have it.
    /// In place of what has this key already.
    void save(OrganizationId organization, std::int64_t place, domain::Status const& status);
    void save(OrganizationId organization, std::int64_t place, domain::StatusReason const& reason);
    void remove(OrganizationId organization, std::string const& key);
    void remove_reasons(OrganizationId organization, std::string const& status);
    /// Whether an agent is in it, or will be after the open chats; or a switch names it.
    bool is_used(OrganizationId organization, std::string const& key);
    bool is_used(OrganizationId organization, domain::StatusReason const& reason);
    std::optional<domain::Status> find(OrganizationId organization, std::string const& key);
    /// REQUIRES: there is one with this key.
    domain::Status get(OrganizationId organization, std::string const& key);
    std::vector<domain::Status> all(OrganizationId organization);
    std::vector<domain::StatusReason> reasons(OrganizationId organization);

  private:
    Database& sql_;
    Statement<NoRow, OrganizationId, std::string, std::int64_t, std::string, domain::StatusKind,
              bool, bool, domain::DuringChat, bool, bool, std::int64_t>
        save_;
    Statement<NoRow, OrganizationId, std::string, std::string, std::int64_t, std::string>
        save_reason_;
    Statement<NoRow, domain::StatusKind, OrganizationId, std::string, domain::StatusKind> set_kind_;
    Statement<NoRow, OrganizationId, std::string> remove_;
    Statement<NoRow, OrganizationId, std::string> remove_reasons_;
    Statement<std::int64_t, OrganizationId, std::string, std::string, OrganizationId, std::string>
        users_;
    Statement<std::int64_t, OrganizationId, std::string, std::string, std::string, std::string>
        reason_users_;
    Statement<domain::Status, OrganizationId, std::string> by_key_;
    Statement<domain::Status, OrganizationId> all_;
    Statement<domain::StatusReason, OrganizationId> reasons_;
};

/// What one level has set, and which team an agent is in.
struct LevelSet {
    domain::Scope scope;
    std::int64_t id;
    std::string switches;
};
BOOST_DESCRIBE_STRUCT(LevelSet, (), (scope, id, switches))
struct InTeam {
    UserId agent;
    TeamId team;
};
BOOST_DESCRIBE_STRUCT(InTeam, (), (agent, team))

/// Switches, as each level of an organization has set them, and the history of that.
class Settings {
  public:
    explicit Settings(Database& sql);

    /// What this level has set; `{}` where it has set nothing.
    std::string of(OrganizationId organization, domain::Scope scope, std::int64_t id);
    void save(OrganizationId organization, domain::Scope scope, std::int64_t id,
              std::string const& switches);
    void remove(OrganizationId organization, domain::Scope scope, std::int64_t id);
    /// What holds for a queue and an agent with the agent's team, the widest level first; 0 for a
    /// level that does not matter.
    std::vector<Setting> chain(OrganizationId organization, PartitionId partition, QueueId queue,
                               UserId agent);
    /// What holds for a team.
    std::vector<Setting> chain(OrganizationId organization, TeamId team);

    void add(SettingChange const& change);
    std::optional<SettingChange> find(SettingChangeId id);
    /// Newest first, with an id below `before`.
    std::vector<SettingChange> changes(OrganizationId organization, SettingChangeId before,
                                       std::int64_t limit);

  private:
    SwitchesSet const& known(OrganizationId organization);
    std::vector<Setting> read_chain(OrganizationId organization, PartitionId partition,
                                    QueueId queue, UserId agent);

    Database& sql_;
    Statement<std::string, OrganizationId, domain::Scope, std::int64_t> of_;
    Statement<NoRow, OrganizationId, domain::Scope, std::int64_t, std::string> save_;
    Statement<NoRow, OrganizationId, domain::Scope, std::int64_t> remove_;
    Statement<Setting, OrganizationId, std::int64_t, OrganizationId, std::int64_t, OrganizationId,
              std::int64_t, OrganizationId, UserId, OrganizationId, std::int64_t>
        chain_;
    Statement<LevelSet, OrganizationId> levels_;
    Statement<InTeam, OrganizationId> teamed_;
    Statement<Setting, OrganizationId, std::int64_t, OrganizationId, std::int64_t> team_chain_;
    Statement<NoRow, SettingChangeId, OrganizationId, Instant, UserId, domain::Scope, std::int64_t,
              std::string, std::string, std::string>
        add_;
    Statement<SettingChange, SettingChangeId> change_;
    Statement<SettingChange, OrganizationId, SettingChangeId, std::int64_t> changes_;
};

}  // namespace parley::store
