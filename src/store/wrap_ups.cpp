#include "store/wrap_ups.hpp"

#include "base/ensure.hpp"

namespace parley::store {

namespace {
constexpr auto list_columns =
    "SELECT id, organization_id, queue_id, name, purpose, required, several FROM code_lists";
constexpr auto wrap_up_columns =
    "SELECT id, organization_id, chat_id, agent_id, began_at, due_at, weight, queue_id "
    "FROM wrap_ups "
    "WHERE ended_at IS NULL";
}  // namespace

Codes::Codes(Database& sql)
    : save_list_(sql,
                 "INSERT INTO code_lists (id, organization_id, queue_id, name, purpose, required, "
                 "several, place, retired) VALUES (:id, :organization, :queue, :name, :purpose, "
                 ":required, :several, :place, :retired) "
                 "ON CONFLICT (id) DO UPDATE SET queue_id = excluded.queue_id, "
                 "name = excluded.name, purpose = excluded.purpose, required = excluded.required, "
                 "several = excluded.several, place = excluded.place, retired = excluded.retired"),
      save_code_(sql,
                 "INSERT INTO codes (id, organization_id, list_id, label, place, is_default, "
                 "retired) VALUES (:id, :organization, :list, :label, :place, :is_default, "
                 ":retired) ON CONFLICT (id) DO UPDATE SET label = excluded.label, "
                 "place = excluded.place, is_default = excluded.is_default, "
                 "retired = excluded.retired"),
      retire_list_(sql, "UPDATE code_lists SET retired = 1 WHERE id = :id"),
      retire_code_(sql, "UPDATE codes SET retired = 1 WHERE id = :id"),
      list_(sql, std::string{list_columns} + " WHERE id = :id AND retired = 0"),
      lists_(sql, std::string{list_columns} +
                      " WHERE organization_id = :organization AND retired = 0 ORDER BY place, id"),
      codes_(sql,
             "SELECT id, list_id, label, is_default FROM codes "
             "WHERE organization_id = :organization AND retired = 0 ORDER BY list_id, place, id"),
      of_chat_(sql,
               "SELECT code_id FROM chat_codes WHERE chat_id = :chat AND agent_id = :agent "
               "ORDER BY place"),
      clear_(sql, "DELETE FROM chat_codes WHERE chat_id = :chat AND agent_id = :agent"),
      set_(sql,
           "INSERT INTO chat_codes (organization_id, chat_id, agent_id, code_id, place) "
           "VALUES (:organization, :chat, :agent, :code, :place)"),
      changed_(sql,
               "INSERT INTO report_changed (hour) SELECT ended_at - ended_at % 3600000 FROM chats "
               "WHERE id = :chat AND ended_at IS NOT NULL ON CONFLICT DO NOTHING") {}

void Codes::save(CodeList const& it, std::int64_t place, bool retired) {
    save_list_.run(it.id, it.organization, it.queue, it.name, it.purpose, it.required, it.several,
                   place, retired);
}

void Codes::save(OrganizationId organization, ListedCode const& it, std::int64_t place,
                 bool retired) {
    save_code_.run(it.id, organization, it.list, it.label, place, it.is_default, retired);
}

void Codes::retire(CodeListId list) { retire_list_.run(list); }

void Codes::retire(CodeId code) { retire_code_.run(code); }

std::optional<CodeList> Codes::find(CodeListId list) { return list_.first(list); }

std::vector<CodeList> Codes::lists(OrganizationId organization) { return lists_.all(organization); }

std::vector<ListedCode> Codes::codes(OrganizationId organization) {
    return codes_.all(organization);
}

std::vector<CodeId> Codes::of_chat(ChatId chat, UserId agent) { return of_chat_.all(chat, agent); }

void Codes::set(OrganizationId organization, ChatId chat, UserId agent,
                std::vector<CodeId> const& codes) {
    clear_.run(chat, agent);
    std::int64_t place = 0;
    for (auto const code : codes) set_.run(organization, chat, agent, code, place++);
    changed_.run(chat);  // reports count the codes of chats that have ended
}

WrapUps::WrapUps(Database& sql)
    : add_(sql,
           "INSERT INTO wrap_ups (id, organization_id, chat_id, agent_id, began_at, due_at, "
           "weight, queue_id) VALUES (:id, :organization, :chat, :agent, :began, :due, "
           ":weight, :queue)"),
      open_(sql, std::string{wrap_up_columns} + " AND id = :id"),
      open_of_chat_(sql,
                    std::string{wrap_up_columns} + " AND chat_id = :chat AND agent_id = :agent"),
      open_of_agent_(sql, std::string{wrap_up_columns} + " AND agent_id = :agent ORDER BY id"),
      set_due_(sql, "UPDATE wrap_ups SET due_at = :due WHERE id = :id"),
      end_(sql,
           "UPDATE wrap_ups SET ended_at = :at, outcome = :outcome "
           "WHERE id = :id AND ended_at IS NULL"),
      remove_(sql, "DELETE FROM wrap_ups WHERE id = :id") {}

void WrapUps::add(WrapUp const& it) {
    add_.run(it.id, it.organization, it.chat, it.agent, it.began_at, it.due_at, it.weight,
             it.queue);
}

std::optional<WrapUp> WrapUps::open(WrapUpId id) { return open_.first(id); }

std::optional<WrapUp> WrapUps::open(ChatId chat, UserId agent) {
    return open_of_chat_.first(chat, agent);
}

std::vector<WrapUp> WrapUps::open_of(UserId agent) { return open_of_agent_.all(agent); }

void WrapUps::set_due(WrapUpId id, std::optional<Instant> due_at) { set_due_.run(due_at, id); }

void WrapUps::end(WrapUpId id, WrapUpOutcome outcome, Instant at) {
    auto const changed = end_.run(at, outcome, id);
    ENSURE(changed == 1);  // the caller has just read it as open in this transaction
}

void WrapUps::remove(WrapUpId id) { remove_.run(id); }

AgentTimes::AgentTimes(Database& sql)
    : add_(sql,
           "INSERT INTO agent_times (organization_id, agent_id, at, label, status, reason) "
           "VALUES (:organization, :agent, :at, :label, :status, :reason)"),
      note_(sql, "UPDATE agents SET noted = :noted WHERE user_id = :agent"),
      between_(sql,
               "SELECT at, label, status, reason FROM agent_times WHERE agent_id = :agent "
               "AND at >= COALESCE((SELECT max(at) FROM agent_times WHERE agent_id = :same "
               "AND at <= :from), 0) AND at < :to ORDER BY at") {}

void AgentTimes::add(OrganizationId organization, UserId agent, AgentTime const& it) {
    add_.run(organization, agent, it.at, it.label, it.status, it.reason);
    note_.run(std::string{word(it.label)} + " " + it.status + " " + it.reason, agent);
}

std::vector<AgentTime> AgentTimes::between(UserId agent, Instant from, Instant to) {
    return between_.all(agent, agent, from, to);
}

}  // namespace parley::store
