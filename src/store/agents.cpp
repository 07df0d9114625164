// Queries on agents, their statuses, and queues with their members.
#include <algorithm>

#include "base/refusal.hpp"
#include "store/nouns.hpp"

namespace parley::store {

namespace {
constexpr auto agent_columns =
    "SELECT a.user_id, a.organization_id, a.status, s.kind, a.reason, a.pending_status, "
    "a.pending_reason, a.status_since, a.connected, a.offered, a.active, a.capacity, a.idle_since, "
    "a.capacity_wanted, a.enabled ";
constexpr auto with_status =
    "FROM agents a JOIN statuses s ON s.organization_id = a.organization_id AND s.key = a.status";
constexpr auto queue_columns =
    "SELECT id, organization_id, partition_id, name, enabled, offer_s, exclude_s, max_wait_s "
    "FROM queues";
// domain::is_routable as a condition, so that only agents who may be chosen are read.
constexpr auto ready_members =
    " JOIN queue_members m ON m.user_id = a.user_id WHERE m.queue_id = :queue "
    "AND a.connected = 1 AND s.kind = 'ready' AND a.pending_status IS NULL "
    "AND a.offered + a.active < a.capacity";
constexpr auto status_columns =
    "SELECT key, label, kind, by_agent, by_manager, during_chat, reason_required FROM statuses "
    "WHERE organization_id = :organization";
}  // namespace

Agents::Agents(Database& sql)
    : add_(
          sql,
          "INSERT INTO agents (user_id, organization_id, status, status_since, connected, offered, "
          "active, capacity, idle_since, capacity_wanted, enabled) VALUES (:id, :organization, "
          ":status, :since, :connected, :offered, :active, :capacity, :idle, :wanted, :enabled)"),
      by_id_(sql, std::string{agent_columns} + with_status + " WHERE a.user_id = :id"),
      save_(sql,
            "UPDATE agents SET status = :status, reason = :reason, pending_status = :pending, "
            "pending_reason = :pending_reason, status_since = :since, connected = :connected, "
            "offered = :offered, active = :active, idle_since = :idle, capacity = :capacity, "
            "capacity_wanted = :wanted, enabled = :enabled WHERE user_id = :id"),
      ready_(sql, std::string{agent_columns} + with_status + ready_members),
      ready_count_(sql, std::string{"SELECT count(*) "} + with_status + ready_members),
      connected_(sql, "SELECT user_id FROM agents WHERE connected = 1"),
      of_organization_(sql, std::string{agent_columns} + with_status +
                                " WHERE a.organization_id = :organization AND a.user_id > :after "
                                "AND a.enabled = 1 "
                                "ORDER BY a.user_id LIMIT :limit"),
      people_(sql,
              "SELECT id, organization_id, name, display_name, password_hash, active FROM users "
              "WHERE organization_id = :organization AND id BETWEEN :first AND :last "
              "ORDER BY id"),
      memberships_(sql,
                   "SELECT m.user_id, m.queue_id FROM queue_members m "
                   "JOIN agents a ON a.user_id = m.user_id "
                   "WHERE a.organization_id = :organization "
                   "AND m.user_id BETWEEN :first AND :last ORDER BY m.user_id, m.queue_id"),
      chats_(sql,
             "SELECT c.agent_id, c.id, v.name, c.accepted_at FROM chats c "
             "JOIN visitors v ON v.id = c.visitor_id "
             "WHERE c.organization_id = :organization AND c.state = 'active' "
             "AND c.agent_id BETWEEN :first AND :last "
             "ORDER BY c.agent_id, c.accepted_at, c.id") {}

void Agents::add(Agent const& it) {
    add_.run(it.id, it.organization, it.status, it.status_since, it.connected, it.offered,
             it.active, it.capacity, it.idle_since, it.capacity_wanted, it.enabled);
}

std::optional<Agent> Agents::find(UserId id) { return by_id_.first(id); }

Agent Agents::get(UserId id) {
    auto agent = find(id);
    if (!agent) throw Refused{Code::not_found};
    return *agent;
}

void Agents::save(Agent& it) {
    it.capacity = std::max(it.capacity_wanted, it.offered + it.active);
    ENSURE(it.offered >= 0 && it.active >= 0 && it.offered + it.active <= it.capacity);
    save_.run(it.status, it.reason, it.pending_status, it.pending_reason, it.status_since,
              it.connected, it.offered, it.active, it.idle_since, it.capacity, it.capacity_wanted,
              it.enabled, it.id);
}

std::vector<Agent> Agents::ready(QueueId queue) { return ready_.all(queue); }

std::int64_t Agents::ready_count(QueueId queue) { return ready_count_.first(queue).value_or(0); }

std::vector<UserId> Agents::connected() { return connected_.all(); }

std::vector<Agent> Agents::of_organization(OrganizationId organization, UserId after,
                                           std::int64_t limit) {
    return of_organization_.all(organization, after, limit);
}

std::vector<User> Agents::people(OrganizationId organization, UserId first, UserId last) {
    return people_.all(organization, first, last);
}

std::vector<QueueMember> Agents::memberships(OrganizationId organization, UserId first,
                                             UserId last) {
    return memberships_.all(organization, first, last);
}

std::vector<HeldChat> Agents::chats(OrganizationId organization, UserId first, UserId last) {
    return chats_.all(organization, first, last);
}

Statuses::Statuses(Database& sql)
    : add_(sql,
           "INSERT INTO statuses (organization_id, key, place, label, kind, by_agent, by_manager, "
           "during_chat, reason_required) VALUES (:organization, :key, :place, :label, :kind, "
           ":by_agent, :by_manager, :during, :required)"),
      add_reason_(sql,
                  "INSERT INTO status_reasons (organization_id, status_key, key, place, label) "
                  "VALUES (:organization, :status, :key, :place, :label)"),
      remove_(sql, "DELETE FROM statuses WHERE organization_id = :organization AND key = :key"),
      remove_reasons_(sql,
                      "DELETE FROM status_reasons WHERE organization_id = :organization "
                      "AND status_key = :key"),
      save_(sql,
            "UPDATE statuses SET place = :place, label = :label, kind = :kind, "
            "by_agent = :by_agent, by_manager = :by_manager, during_chat = :during, "
            "reason_required = :required WHERE organization_id = :organization AND key = :key"),
      users_(sql,
             "SELECT count(*) FROM agents WHERE organization_id = :organization "
             "AND (status = :key OR pending_status = :same)"),
      reason_users_(sql,
                    "SELECT count(*) FROM agents WHERE organization_id = :organization "
                    "AND ((status = :key AND reason = :reason) "
                    "OR (pending_status = :same AND pending_reason = :same_reason))"),
      by_key_(sql, std::string{status_columns} + " AND key = :key"),
      all_(sql, std::string{status_columns} + " ORDER BY place, key"),
      reasons_(sql,
               "SELECT status_key, key, label FROM status_reasons "
               "WHERE organization_id = :organization ORDER BY status_key, place, key") {}

void Statuses::add(OrganizationId organization, std::int64_t place, domain::Status const& it) {
    add_.run(organization, it.key, place, it.label, it.kind, it.by_agent, it.by_manager,
             it.during_chat, it.reason_required);
}

void Statuses::add(OrganizationId organization, std::int64_t place,
                   domain::StatusReason const& it) {
    add_reason_.run(organization, it.status, it.key, place, it.label);
}

void Statuses::save(OrganizationId organization, std::int64_t place, domain::Status const& it) {
    save_.run(place, it.label, it.kind, it.by_agent, it.by_manager, it.during_chat,
              it.reason_required, organization, it.key);
}

void Statuses::remove(OrganizationId organization, std::string const& key) {
    remove_reasons(organization, key);
    remove_.run(organization, key);
}

void Statuses::remove_reasons(OrganizationId organization, std::string const& status) {
    remove_reasons_.run(organization, status);
}

bool Statuses::is_used(OrganizationId organization, std::string const& key) {
    return users_.first(organization, key, key).value_or(0) > 0;
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

Queues::Queues(Database& sql)
    : add_(
          sql,
          "INSERT INTO queues (id, organization_id, partition_id, name, enabled, offer_s, "
          "exclude_s, max_wait_s) VALUES (:id, :organization, :partition, :name, :enabled, :offer, "
          ":exclude, :wait)"),
      ever_(sql, std::string{queue_columns} + " WHERE id = :id"),
      by_id_(sql, std::string{queue_columns} + " WHERE id = :id AND removed = 0"),
      by_name_(sql, std::string{queue_columns} +
                        " WHERE organization_id = :organization AND name = :name"),
      all_(sql, std::string{queue_columns} +
                    " WHERE organization_id = :organization AND removed = 0 ORDER BY id"),
      add_member_(sql, "INSERT INTO queue_members (queue_id, user_id) VALUES (:queue, :user)"),
      of_member_(sql, "SELECT queue_id FROM queue_members WHERE user_id = :user ORDER BY queue_id"),
      members_(sql, "SELECT user_id FROM queue_members WHERE queue_id = :queue ORDER BY user_id"),
      set_enabled_(sql, "UPDATE queues SET enabled = :enabled WHERE id = :id"),
      remove_member_(sql, "DELETE FROM queue_members WHERE queue_id = :queue AND user_id = :user"),
      rename_(sql, "UPDATE queues SET name = :name WHERE id = :id"),
      remove_(sql, "UPDATE queues SET enabled = 0, removed = 1 WHERE id = :id"),
      open_chats_(sql,
                  "SELECT count(*) FROM chats WHERE organization_id = :organization "
                  "AND state IN ('queued', 'offered', 'active') AND queue_id = :queue") {}

void Queues::add(Queue const& it) {
    add_.run(it.id, it.organization, it.partition, it.name, it.enabled, it.offer_s, it.exclude_s,
             it.max_wait_s);
}

Queue Queues::get(QueueId id) {
    auto queue = ever_.first(id);
    if (!queue) throw Refused{Code::not_found};
    return *queue;
}

std::optional<Queue> Queues::find(QueueId id) { return by_id_.first(id); }

std::optional<Queue> Queues::find(OrganizationId organization, std::string const& name) {
    return by_name_.first(organization, name);
}

std::vector<Queue> Queues::all(OrganizationId organization) { return all_.all(organization); }

void Queues::add_member(QueueId queue, UserId user) { add_member_.run(queue, user); }

std::vector<QueueId> Queues::of_member(UserId user) { return of_member_.all(user); }

std::vector<UserId> Queues::members(QueueId queue) { return members_.all(queue); }

void Queues::remove_member(QueueId queue, UserId user) { remove_member_.run(queue, user); }

void Queues::rename(QueueId queue, std::string const& name) { rename_.run(name, queue); }

void Queues::remove(QueueId queue) { remove_.run(queue); }

std::int64_t Queues::open_chats(Queue const& it) {
    return open_chats_.first(it.organization, it.id).value_or(0);
}

void Queues::set_enabled(QueueId queue, bool enabled) { set_enabled_.run(enabled, queue); }

}  // namespace parley::store
