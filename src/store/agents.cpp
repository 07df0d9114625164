// Queries on agents and on queues with their members.
#include "base/refusal.hpp"
#include "store/nouns.hpp"

namespace parley::store {

namespace {
constexpr auto agent_columns =
    "SELECT a.user_id, a.organization_id, a.status, a.status_since, a.connected, a.offered, "
    "a.active, a.capacity, a.idle_since FROM agents a";
constexpr auto queue_columns =
    "SELECT id, organization_id, partition_id, name, enabled, offer_s, exclude_s, max_wait_s "
    "FROM queues";
// domain::is_routable as a condition, so that only agents who may be chosen are read.
constexpr auto ready_members =
    " JOIN queue_members m ON m.user_id = a.user_id WHERE m.queue_id = :queue "
    "AND a.connected = 1 AND a.status = 'available' AND a.offered + a.active < a.capacity";
}  // namespace

Agents::Agents(Database& sql)
    : add_(
          sql,
          "INSERT INTO agents (user_id, organization_id, status, status_since, connected, offered, "
          "active, capacity, idle_since) VALUES (:id, :organization, :status, :since, :connected, "
          ":offered, :active, :capacity, :idle)"),
      by_id_(sql, std::string{agent_columns} + " WHERE a.user_id = :id"),
      save_(sql,
            "UPDATE agents SET status = :status, status_since = :since, connected = :connected, "
            "offered = :offered, active = :active, idle_since = :idle WHERE user_id = :id"),
      ready_(sql, std::string{agent_columns} + ready_members),
      ready_count_(sql, std::string{"SELECT count(*) FROM agents a"} + ready_members),
      connected_(sql, "SELECT user_id FROM agents WHERE connected = 1") {}

void Agents::add(Agent const& it) {
    add_.run(it.id, it.organization, it.status, it.status_since, it.connected, it.offered,
             it.active, it.capacity, it.idle_since);
}

std::optional<Agent> Agents::find(UserId id) { return by_id_.first(id); }

Agent Agents::get(UserId id) {
    auto agent = find(id);
    if (!agent) throw Refused{Code::not_found};
    return *agent;
}

void Agents::save(Agent const& it) {
    ENSURE(it.offered >= 0 && it.active >= 0 && it.offered + it.active <= it.capacity);
    save_.run(it.status, it.status_since, it.connected, it.offered, it.active, it.idle_since,
              it.id);
}

std::vector<Agent> Agents::ready(QueueId queue) { return ready_.all(queue); }

std::int64_t Agents::ready_count(QueueId queue) { return ready_count_.first(queue).value_or(0); }

std::vector<UserId> Agents::connected() { return connected_.all(); }

Queues::Queues(Database& sql)
    : add_(
          sql,
          "INSERT INTO queues (id, organization_id, partition_id, name, enabled, offer_s, "
          "exclude_s, max_wait_s) VALUES (:id, :organization, :partition, :name, :enabled, :offer, "
          ":exclude, :wait)"),
      by_id_(sql, std::string{queue_columns} + " WHERE id = :id"),
      by_name_(sql, std::string{queue_columns} +
                        " WHERE organization_id = :organization AND name = :name"),
      all_(sql, std::string{queue_columns} + " WHERE organization_id = :organization ORDER BY id"),
      add_member_(sql, "INSERT INTO queue_members (queue_id, user_id) VALUES (:queue, :user)"),
      of_member_(sql,
                 "SELECT queue_id FROM queue_members WHERE user_id = :user ORDER BY queue_id") {}

void Queues::add(Queue const& it) {
    add_.run(it.id, it.organization, it.partition, it.name, it.enabled, it.offer_s, it.exclude_s,
             it.max_wait_s);
}

Queue Queues::get(QueueId id) {
    auto queue = find(id);
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

}  // namespace parley::store
