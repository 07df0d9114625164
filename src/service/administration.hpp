#pragma once
// The operations of administrators, by noun: people, roles, teams, queues, partitions and statuses.
// Reading needs Right::settings_view, changing Right::settings_manage. Whoever a change concerns is
// told, so that open pages show it. Sources: A3, A14, V4 to V7, W1, E40, W34.

#include "service/operations.hpp"

namespace parley::service {

/// A password that somebody has chosen. The gateway makes the hash on a thread of its own before
/// the transaction, which only stores it; the text goes nowhere else.
struct NewPassword {
    std::string text;
    std::string hash;
};
/// Calls with the same request_id are compared without it.
inline void write_json(std::string& out, NewPassword const&) { out += "\"\""; }
/// Refuses invalid where it is too short or too long.
void check_password(std::string const& text, std::string const& path);

// --- organization --------------------------------------------------------------------------------

struct OrganizationView {
    std::string slug;  // the widget names it where an installation has several
    std::string name;
};
BOOST_DESCRIBE_STRUCT(OrganizationView, (), (slug, name))
struct OrganizationResult {
    OrganizationView organization;
};
BOOST_DESCRIBE_STRUCT(OrganizationResult, (), (organization))
OrganizationResult organization_get(Tx& tx, Actor const& actor, Nothing const&);

// --- user ----------------------------------------------------------------------------------------

struct UserAccountView {
    UserId id;
    std::string name;  // for signing in
    std::string display_name;
    std::vector<std::string> roles;        // keys
    bool active;                           // may sign in
    std::vector<QueueId> queues;           // of an agent
    std::optional<std::int64_t> capacity;  // of an agent: chats at once
    std::vector<QueueId> reach;            // of who watches and steers; empty: the organization
    std::optional<TeamId> team;            // of an agent
};
BOOST_DESCRIBE_STRUCT(UserAccountView, (),
                      (id, name, display_name, roles, active, queues, capacity, reach, team))
struct UserAccountResult {
    UserAccountView user;
};
BOOST_DESCRIBE_STRUCT(UserAccountResult, (), (user))

struct UserList {
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(UserList, (), (after, limit))
struct UserAccountPage {
    std::vector<UserAccountView> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(UserAccountPage, (), (items, next))
UserAccountPage user_list(Tx& tx, Actor const& actor, UserList const& p);

struct UserCreate {
    std::string name;  // unique in the whole installation
    std::optional<std::string> display_name;
    NewPassword password;
    std::vector<std::string> roles;              // keys
    std::optional<std::vector<QueueId>> queues;  // agents only
    std::optional<std::int64_t> capacity;        // agents only
    std::optional<std::vector<QueueId>> reach;   // of who watches and steers
    std::optional<std::string> request_id;
    std::optional<TeamId> team = {};  // agents only
};
BOOST_DESCRIBE_STRUCT(UserCreate, (),
                      (name, display_name, password, roles, queues, capacity, reach, request_id,
                       team))
UserAccountResult user_create(Tx& tx, Actor const& actor, UserCreate const& p);

struct UserUpdate {  // what is left out stays as it is
    UserId user;
    std::optional<std::string> display_name;
    std::optional<std::vector<std::string>> roles;
    std::optional<std::vector<QueueId>> queues;
    std::optional<std::int64_t> capacity;
    std::optional<bool> active;
    std::optional<std::vector<QueueId>> reach;  // empty: the whole organization
    std::optional<std::string> team = {};       // empty: none
};
BOOST_DESCRIBE_STRUCT(UserUpdate, (),
                      (user, display_name, roles, queues, capacity, active, reach, team))
/// Whoever is no agent any more, or cannot sign in, gives open chats back to their queues (V4).
/// Somebody who can sign in must be left who may manage the settings: refuses last_one. A reach is
/// kept, whatever the roles: nobody sees more by losing a right.
UserAccountResult user_update(Tx& tx, Actor const& actor, UserUpdate const& p);

struct UserSetPassword {
    UserId user;
    NewPassword password;
};
BOOST_DESCRIBE_STRUCT(UserSetPassword, (), (user, password))
/// Ends the sessions of that user, but for the one that calls.
Nothing user_set_password(Tx& tx, Actor const& actor, UserSetPassword const& p);

// --- role ----------------------------------------------------------------------------------------

struct RoleView {
    std::string key;
    std::optional<std::string> label;  // of one that the organization has made
    std::vector<domain::Right> rights;
    bool built_in;  // stays as it is
};
BOOST_DESCRIBE_STRUCT(RoleView, (), (key, label, rights, built_in))
struct RightNeed {
    domain::Right right;
    std::optional<domain::Right> needs;  // a role that has the one has the other
};
BOOST_DESCRIBE_STRUCT(RightNeed, (), (right, needs))
struct RoleItems {
    std::vector<RoleView> items;    // those that are built in first
    std::vector<RightNeed> rights;  // that there are
};
BOOST_DESCRIBE_STRUCT(RoleItems, (), (items, rights))
RoleItems role_list(Tx& tx, Actor const& actor, Nothing const&);

struct RoleSave {
    std::string key;
    std::string label;
    std::vector<domain::Right> rights;
};
BOOST_DESCRIBE_STRUCT(RoleSave, (), (key, label, rights))
/// Makes a role or changes it, at once for everybody who has it. Refuses conflict for one that is
/// built in and for the label of another, last_one where nobody could manage the settings any more.
RoleItems role_save(Tx& tx, Actor const& actor, RoleSave const& p);

struct RoleRemove {
    std::string role;  // its key
};
BOOST_DESCRIBE_STRUCT(RoleRemove, (), (role))
/// Refuses in_use while somebody has it, conflict for one that is built in.
RoleItems role_remove(Tx& tx, Actor const& actor, RoleRemove const& p);
// --- team ----------------------------------------------------------------------------------------

struct TeamView {
    TeamId id;
    std::string name;
    std::vector<UserId> members;
};
BOOST_DESCRIBE_STRUCT(TeamView, (), (id, name, members))
struct TeamItems {
    std::vector<TeamView> items;  // by name
};
BOOST_DESCRIBE_STRUCT(TeamItems, (), (items))
/// For managers, too.
TeamItems team_list(Tx& tx, Actor const& actor, Nothing const&);

struct TeamSave {
    std::optional<TeamId> team;                  // left out: a new one
    std::string name;                            // unique
    std::optional<std::vector<UserId>> members;  // agents; as it is if left out
};
BOOST_DESCRIBE_STRUCT(TeamSave, (), (team, name, members))
struct TeamResult {
    TeamView team;
};
BOOST_DESCRIBE_STRUCT(TeamResult, (), (team))
/// Whoever joins leaves the team there was.
TeamResult team_save(Tx& tx, Actor const& actor, TeamSave const& p);

struct TeamRemove {
    TeamId team;
};
BOOST_DESCRIBE_STRUCT(TeamRemove, (), (team))
/// Its members have none then, and its switches are gone.
Nothing team_remove(Tx& tx, Actor const& actor, TeamRemove const& p);

// --- partition -----------------------------------------------------------------------------------

struct PartitionView {
    PartitionId id;
    std::string name;
    std::vector<QueueId> queues;
};
BOOST_DESCRIBE_STRUCT(PartitionView, (), (id, name, queues))
struct PartitionItems {
    std::vector<PartitionView> items;  // the first is that of customers who name none
};
BOOST_DESCRIBE_STRUCT(PartitionItems, (), (items))
PartitionItems partition_list(Tx& tx, Actor const& actor, Nothing const&);

struct PartitionSave {
    std::optional<PartitionId> partition;  // left out: a new one
    std::string name;                      // unique
};
BOOST_DESCRIBE_STRUCT(PartitionSave, (), (partition, name))
struct PartitionResult {
    PartitionView partition;
};
BOOST_DESCRIBE_STRUCT(PartitionResult, (), (partition))
PartitionResult partition_save(Tx& tx, Actor const& actor, PartitionSave const& p);

struct PartitionRemove {
    PartitionId partition;
};
BOOST_DESCRIBE_STRUCT(PartitionRemove, (), (partition))
/// Refuses in_use while a queue is in it, and last_one. Its customers belong to the first one then.
Nothing partition_remove(Tx& tx, Actor const& actor, PartitionRemove const& p);

// --- queue ---------------------------------------------------------------------------------------

struct QueueCreate {
    std::string name;
    std::optional<std::vector<UserId>> members;
    std::optional<std::string> request_id;
    std::optional<PartitionId> partition = {};  // the first one if left out
};
BOOST_DESCRIBE_STRUCT(QueueCreate, (), (name, members, request_id, partition))
QueueResult queue_create(Tx& tx, Actor const& actor, QueueCreate const& p);

struct QueueUpdate {  // what is left out stays as it is
    QueueId queue;
    std::optional<std::string> name;
    std::optional<std::vector<UserId>> members;
    std::optional<std::string> hours;           // that it goes by; empty: it is always open
    std::optional<PartitionId> partition = {};  // chats that are in the queue stay there
    std::optional<std::string> bot = {};        // answers before an agent does; empty: none
};
BOOST_DESCRIBE_STRUCT(QueueUpdate, (), (queue, name, members, hours, partition, bot))
QueueResult queue_update(Tx& tx, Actor const& actor, QueueUpdate const& p);

struct QueueRemove {
    QueueId queue;
};
BOOST_DESCRIBE_STRUCT(QueueRemove, (), (queue))
/// Refuses in_use while chats are open in it, and last_one. Old chats keep its name, with the day
/// of its end.
Nothing queue_remove(Tx& tx, Actor const& actor, QueueRemove const& p);

// --- status --------------------------------------------------------------------------------------

struct StatusReasonGiven {
    std::string key;
    std::optional<std::string> label;
};
BOOST_DESCRIBE_STRUCT(StatusReasonGiven, (), (key, label))
struct StatusSave {
    std::string key;
    std::optional<std::string> label;  // may be left out where the faces have words for the key
    domain::StatusKind kind;
    bool by_agent;
    bool by_manager;
    domain::DuringChat during_chat;
    bool reason_required;
    std::optional<bool> hides_dashboard;        // who is in it does not see queues and figures
    std::optional<std::int64_t> auto_return_s;  // then available again by itself
    std::vector<StatusReasonGiven> reasons;
    std::optional<std::int64_t> place;  // in lists, from 0; where it is, or the end, if left out
};
BOOST_DESCRIBE_STRUCT(StatusSave, (),
                      (key, label, kind, by_agent, by_manager, during_chat, reason_required,
                       hides_dashboard, auto_return_s, reasons, place))
/// Makes a status or changes it, with its reasons. What rules rely on stays: see status_rules.
AgentStatusItems status_save(Tx& tx, Actor const& actor, StatusSave const& p);

struct StatusRemove {
    std::string key;
};
BOOST_DESCRIBE_STRUCT(StatusRemove, (), (key))
/// Refuses in_use where an agent is in it, invalid where the rules speak of it.
AgentStatusItems status_remove(Tx& tx, Actor const& actor, StatusRemove const& p);

}  // namespace parley::service
