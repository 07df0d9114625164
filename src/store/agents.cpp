// Queries on agents, and queues with their members.
#include <algorithm>

#include "base/refusal.hpp"
#include "store/nouns.hpp"

namespace parley::store {

namespace {
constexpr auto agent_columns =
    "SELECT a.user_id, a.organization_id, a.status, a.kind, a.reason, a.pending_status, "
    "a.pending_reason, a.status_since, a.signed_in, a.connected, a.stop_new, a.overfull, "
    "a.offered, a.active, a.wrap_ups, a.extra, a.room, a.idle_since, a.capacity, a.offers_max, "
    "a.busy_when, "
    "a.wrap_up_scope, a.wrap_up_blocks, a.enabled, a.noted FROM agents a";
constexpr auto queue_columns =
    "SELECT id, organization_id, partition_id, name, enabled, hours_id, bot_id FROM queues";
constexpr auto of_queue =
    " JOIN queue_members m ON m.user_id = a.user_id WHERE m.queue_id = :queue "
    "AND a.connected = 1 AND a.kind = 'ready'";
// domain::is_free and has_room as conditions, so that only those who count are read.
constexpr auto free =
    " AND a.pending_status IS NULL AND a.stop_new = 0 "
    "AND NOT (a.wrap_up_blocks = 1 AND a.wrap_ups > 0)";
constexpr auto has_room =
    "(a.capacity > 0 AND (a.offered + a.active + a.wrap_ups = 0 "
    "OR 100 * (a.offered + a.active + a.wrap_ups) + a.extra + :weight <= 100 * a.capacity))";
}  // namespace

Agents::Agents(Database& sql)
    : sql_(sql),
      add_(sql,
           "INSERT INTO agents (user_id, organization_id, status, status_since, connected, "
           "offered, active, room, idle_since) VALUES (:id, :organization, :status, :since, 0, 0, "
           "0, :room, :idle)"),
      by_id_(sql, std::string{agent_columns} + " WHERE a.user_id = :id"),
      save_(sql,
            "UPDATE agents SET status = :status, kind = :kind, reason = :reason, "
            "pending_status = :pending, "
            "pending_reason = :pending_reason, status_since = :since, signed_in = :signed, "
            "connected = :connected, stop_new = :stop, overfull = :overfull, offered = :offered, "
            "active = :active, wrap_ups = :wrap_ups, extra = :extra, room = :room, idle_since = "
            ":idle, "
            "capacity = :capacity, offers_max = :offers_max, busy_when = :busy, "
            "wrap_up_scope = :scope, wrap_up_blocks = :blocks, enabled = :enabled WHERE user_id = "
            ":id"),
      ready_count_(
          sql, std::string{"SELECT count(*) FROM agents a"} + of_queue + free + " AND " + has_room),
      full_(sql, std::string{"SELECT a.user_id FROM agents a"} + of_queue + " AND NOT " + has_room +
                     " ORDER BY a.user_id"),
      working_count_(
          sql, std::string{"SELECT count(*) FROM agents a"} + of_queue + " AND a.user_id <> :but"),
      connected_(sql, "SELECT user_id FROM agents WHERE connected = 1"),
      of_organization_(sql, std::string{agent_columns} +
                                " WHERE a.organization_id = :organization AND a.user_id > :after "
                                "AND a.enabled = 1 "
                                "ORDER BY a.user_id LIMIT :limit"),
      within_reach_(sql, std::string{agent_columns} +
                             " WHERE a.organization_id = :organization AND a.user_id > :after "
                             "AND a.enabled = 1 AND EXISTS (SELECT 1 FROM queue_members m "
                             "JOIN reaches r ON r.queue_id = m.queue_id "
                             "WHERE m.user_id = a.user_id AND r.user_id = :watcher) "
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
             "SELECT c.agent_id, c.id, c.queue_id, v.name, c.accepted_at FROM chats c "
             "JOIN visitors v ON v.id = c.visitor_id "
             "WHERE c.organization_id = :organization AND c.state = 'active' "
             "AND c.agent_id BETWEEN :first AND :last "
             "UNION ALL SELECT g.agent_id, c.id, c.queue_id, v.name, g.joined_at FROM guests g "
             "JOIN chats c ON c.id = g.chat_id JOIN visitors v ON v.id = c.visitor_id "
             "WHERE g.organization_id = :same AND g.left_at IS NULL "
             "AND g.agent_id BETWEEN :from AND :to ORDER BY 1, 5, 2") {}

void Agents::add(Agent const& it) {
    add_.run(it.id, it.organization, it.status, it.status_since, domain::one_place * it.capacity,
             it.idle_since);
    save(it);
}

std::optional<Agent> Agents::find(UserId id) { return by_id_.first(id); }

Agent Agents::get(UserId id) {
    auto agent = find(id);
    if (!agent) throw Refused{Code::not_found};
    return *agent;
}

void Agents::save(Agent const& it) {
    auto const facts = it.facts();
    // One chat alone has room, however much it takes.
    auto const had = facts.load() == 1 ? std::max(it.room, facts.used()) : it.room;
    auto const room = std::max(domain::one_place * it.capacity, std::min(had, facts.used()));
    ENSURE(it.offered >= 0 && it.active >= 0 && it.wrap_ups >= 0 && facts.used() >= 0 &&
           facts.used() <= room);
    save_.run(it.status, it.kind, it.reason, it.pending_status, it.pending_reason, it.status_since,
              it.signed_in, it.connected, it.stop_new, it.overfull, it.offered, it.active,
              it.wrap_ups, it.extra, room, it.idle_since, it.capacity, it.offers_max, it.busy_when,
              it.wrap_up_scope, it.wrap_up_blocks, it.enabled, it.id);
    if (sql_.known) sql_.known->members.saved(it);
}

std::int64_t Agents::ready_count(QueueId queue, std::int64_t weight) {
    return ready_count_.first(queue, weight).value_or(0);
}

std::vector<UserId> Agents::full(QueueId queue, std::int64_t weight) {
    return full_.all(queue, weight);
}

std::int64_t Agents::working_count(QueueId queue, UserId but) {
    return working_count_.first(queue, but).value_or(0);
}

std::vector<UserId> Agents::connected() { return connected_.all(); }

std::vector<Agent> Agents::of_organization(OrganizationId organization, UserId after,
                                           std::int64_t limit) {
    return of_organization_.all(organization, after, limit);
}

std::vector<Agent> Agents::within_reach(OrganizationId organization, UserId watcher, UserId after,
                                        std::int64_t limit) {
    return within_reach_.all(organization, after, watcher, limit);
}

std::vector<User> Agents::people(OrganizationId organization, UserId first, UserId last) {
    return people_.all(organization, first, last);
}

std::vector<QueueMember> Agents::memberships(OrganizationId organization, UserId first,
                                             UserId last) {
    return memberships_.all(organization, first, last);
}

std::vector<HeldChat> Agents::chats(OrganizationId organization, UserId first, UserId last) {
    return chats_.all(organization, first, last, organization, first, last);
}

Queues::Queues(Database& sql)
    : sql_(sql),
      add_(sql,
           "INSERT INTO queues (id, organization_id, partition_id, name, enabled) "
           "VALUES (:id, :organization, :partition, :name, :enabled)"),
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
      set_hours_(sql, "UPDATE queues SET hours_id = :hours WHERE id = :id"),
      remove_member_(sql, "DELETE FROM queue_members WHERE queue_id = :queue AND user_id = :user"),
      rename_(sql, "UPDATE queues SET name = :name WHERE id = :id"),
      remove_(sql, "UPDATE queues SET enabled = 0, removed = 1 WHERE id = :id"),
      open_chats_(sql,
                  "SELECT count(*) FROM chats WHERE organization_id = :organization "
                  "AND state IN ('bot', 'queued', 'offered', 'active') AND queue_id = :queue") {}

void Queues::add(Queue const& it) {
    add_.run(it.id, it.organization, it.partition, it.name, it.enabled);
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

void Queues::add_member(QueueId queue, UserId user) {
    add_member_.run(queue, user);
    sql_.forget_members();
}

std::vector<QueueId> Queues::of_member(UserId user) { return of_member_.all(user); }

std::vector<UserId> Queues::members(QueueId queue) { return members_.all(queue); }

void Queues::remove_member(QueueId queue, UserId user) {
    remove_member_.run(queue, user);
    sql_.forget_members();
}

void Queues::rename(QueueId queue, std::string const& name) { rename_.run(name, queue); }

void Queues::remove(QueueId queue) { remove_.run(queue); }

std::int64_t Queues::open_chats(Queue const& it) {
    return open_chats_.first(it.organization, it.id).value_or(0);
}

void Queues::set_enabled(QueueId queue, bool enabled) { set_enabled_.run(enabled, queue); }

void Queues::set_hours(QueueId queue, std::optional<HoursId> hours) {
    set_hours_.run(hours, queue);
}

}  // namespace parley::store
