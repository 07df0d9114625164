#include "store/arrivals.hpp"

namespace parley::store {

namespace {
constexpr auto hours_columns = "SELECT id, organization_id, name, plan FROM opening_hours";
}

Arrivals::Arrivals(Database& sql)
    : save_hours_(sql,
                  "INSERT INTO opening_hours (id, organization_id, name, plan) "
                  "VALUES (:id, :organization, :name, :plan) ON CONFLICT (id) DO UPDATE SET "
                  "name = excluded.name, plan = excluded.plan"),
      remove_hours_(sql, "DELETE FROM opening_hours WHERE id = :id"),
      hours_by_id_(sql, std::string{hours_columns} + " WHERE id = :id"),
      hours_(sql, std::string{hours_columns} +
                      " WHERE organization_id = :organization ORDER BY name, id"),
      queues_with_(sql,
                   "SELECT id FROM queues WHERE hours_id = :hours AND removed = 0 ORDER BY id"),
      save_rule_(sql,
                 "INSERT INTO rules (id, organization_id, place, name, enabled, conditions, "
                 "queue_id, priority, needs, agent_id) VALUES (:id, :organization, :place, :name, "
                 ":enabled, :conditions, :queue, :priority, :needs, :agent) "
                 "ON CONFLICT (id) DO UPDATE SET place = excluded.place, name = excluded.name, "
                 "enabled = excluded.enabled, conditions = excluded.conditions, "
                 "queue_id = excluded.queue_id, priority = excluded.priority, "
                 "needs = excluded.needs, agent_id = excluded.agent_id"),
      remove_rule_(sql, "DELETE FROM rules WHERE id = :id"),
      rules_(sql,
             "SELECT id, organization_id, name, enabled, conditions, queue_id, priority, needs, "
             "agent_id FROM rules WHERE organization_id = :organization ORDER BY place, id"),
      set_queue_(sql,
                 "UPDATE chats SET queue_id = :queue WHERE id = :chat "
                 "AND state IN ('bot', 'queued')"),
      add_move_(sql,
                "INSERT INTO chat_moves (organization_id, chat_id, place, at, from_queue_id, "
                "to_queue_id, cause, rule_name) VALUES (:organization, :chat, :place, :at, :from, "
                ":to, :cause, :rule)"),
      moves_(sql,
             "SELECT organization_id, chat_id, place, at, from_queue_id, to_queue_id, cause, "
             "rule_name FROM chat_moves WHERE chat_id = :chat ORDER BY place") {}

void Arrivals::save(OpeningHours const& it) {
    save_hours_.run(it.id, it.organization, it.name, it.plan);
}

void Arrivals::remove(HoursId id) { remove_hours_.run(id); }

std::optional<OpeningHours> Arrivals::find(HoursId id) { return hours_by_id_.first(id); }

std::vector<OpeningHours> Arrivals::hours(OrganizationId organization) {
    return hours_.all(organization);
}

std::vector<QueueId> Arrivals::queues_with(HoursId id) { return queues_with_.all(id); }

void Arrivals::save(Rule const& it, std::int64_t place) {
    save_rule_.run(it.id, it.organization, place, it.name, it.enabled, it.conditions, it.queue,
                   it.priority, it.needs, it.agent);
}

void Arrivals::remove(RuleId id) { remove_rule_.run(id); }

std::vector<Rule> Arrivals::rules(OrganizationId organization) { return rules_.all(organization); }

void Arrivals::move(OrganizationId organization, ChatId chat, Instant at, QueueId from, QueueId to,
                    MoveCause cause, std::string const& rule_name) {
    ENSURE(set_queue_.run(to, chat) == 1);
    auto const place = static_cast<std::int64_t>(moves(chat).size()) + 1;
    add_move_.run(organization, chat, place, at, from, to, cause, rule_name);
}

std::vector<ChatMove> Arrivals::moves(ChatId chat) { return moves_.all(chat); }

}  // namespace parley::store
