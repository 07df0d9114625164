#pragma once
// The operations of administrators, by noun: people, queues and the statuses of agents. All need
// Right::settings_manage. Whoever a change concerns is told, so that open pages show it.
// Sources: A3, A14, V4 to V7, W1, E40, W34.

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
    std::vector<domain::Role> roles;
    bool active;                           // may sign in
    std::vector<QueueId> queues;           // of an agent
    std::optional<std::int64_t> capacity;  // of an agent: chats at once
};
BOOST_DESCRIBE_STRUCT(UserAccountView, (),
                      (id, name, display_name, roles, active, queues, capacity))
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
    std::vector<domain::Role> roles;
    std::optional<std::vector<QueueId>> queues;  // agents only
    std::optional<std::int64_t> capacity;        // agents only
    std::optional<std::string> request_id;
};
BOOST_DESCRIBE_STRUCT(UserCreate, (),
                      (name, display_name, password, roles, queues, capacity, request_id))
UserAccountResult user_create(Tx& tx, Actor const& actor, UserCreate const& p);

struct UserUpdate {  // what is left out stays as it is
    UserId user;
    std::optional<std::string> display_name;
    std::optional<std::vector<domain::Role>> roles;
    std::optional<std::vector<QueueId>> queues;
    std::optional<std::int64_t> capacity;
    std::optional<bool> active;
};
BOOST_DESCRIBE_STRUCT(UserUpdate, (), (user, display_name, roles, queues, capacity, active))
/// Whoever is no agent any more, or cannot sign in, gives open chats back to their queues (V4). The
/// last administrator stays one: refuses last_one.
UserAccountResult user_update(Tx& tx, Actor const& actor, UserUpdate const& p);

struct UserSetPassword {
    UserId user;
    NewPassword password;
};
BOOST_DESCRIBE_STRUCT(UserSetPassword, (), (user, password))
/// Ends the sessions of that user, but for the one that calls.
Nothing user_set_password(Tx& tx, Actor const& actor, UserSetPassword const& p);

// --- queue ---------------------------------------------------------------------------------------

struct QueueCreate {
    std::string name;
    std::optional<std::vector<UserId>> members;
    std::optional<std::string> request_id;
};
BOOST_DESCRIBE_STRUCT(QueueCreate, (), (name, members, request_id))
QueueResult queue_create(Tx& tx, Actor const& actor, QueueCreate const& p);

struct QueueUpdate {  // what is left out stays as it is
    QueueId queue;
    std::optional<std::string> name;
    std::optional<std::vector<UserId>> members;
    std::optional<std::string> hours;  // that it goes by; empty: it is always open
};
BOOST_DESCRIBE_STRUCT(QueueUpdate, (), (queue, name, members, hours))
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
