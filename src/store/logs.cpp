#include "store/logs.hpp"

namespace parley::store {

namespace {
constexpr auto columns =
    "SELECT agent_id, note, state, saved_at, edited_at FROM chat_logs WHERE chat_id = :chat";
}

Logs::Logs(Database& sql)
    : keep_(sql,
            "INSERT INTO chat_logs (organization_id, chat_id, agent_id, note, state, saved_at) "
            "VALUES (:organization, :chat, :agent, :note, :state, :at) "
            "ON CONFLICT (chat_id, agent_id) DO UPDATE SET "
            "note = CASE WHEN :given = 1 THEN excluded.note ELSE chat_logs.note END, "
            "state = excluded.state, "
            // What was saved once stays so: later changes of it are edits.
            "saved_at = CASE WHEN chat_logs.state = 'saved' OR chat_logs.edited_at IS NOT NULL "
            "THEN chat_logs.saved_at ELSE excluded.saved_at END, "
            "edited_at = CASE WHEN chat_logs.state = 'saved' OR chat_logs.edited_at IS NOT NULL "
            "THEN excluded.saved_at ELSE NULL END"),
      find_(sql, std::string{columns} + " AND agent_id = :agent"),
      of_(sql, std::string{columns} + " ORDER BY agent_id"),
      part_(sql,
            "SELECT queue_id FROM ("
            "SELECT queue_id, 1 AS now, 0 AS at FROM chats WHERE id = :chat AND agent_id = :agent "
            "UNION ALL SELECT c.queue_id, 0, g.joined_at FROM guests g "
            "JOIN chats c ON c.id = g.chat_id WHERE g.chat_id = :of AND g.agent_id = :guest "
            "UNION ALL SELECT from_queue_id, 0, at FROM hand_overs "
            "WHERE chat_id = :in AND from_agent_id = :owner "
            "UNION ALL SELECT queue_id, 0, began_at FROM wrap_ups "
            "WHERE chat_id = :after AND agent_id = :who) AS parts "
            "ORDER BY now DESC, at DESC LIMIT 1") {}

void Logs::keep(OrganizationId organization, ChatId chat, UserId agent,
                std::optional<std::string> const& note, LogState state, Instant at) {
    keep_.run(organization, chat, agent, note.value_or(""), state, at, note.has_value());
}

std::optional<ChatLog> Logs::find(ChatId chat, UserId agent) { return find_.first(chat, agent); }

std::vector<ChatLog> Logs::of(ChatId chat) { return of_.all(chat); }

std::optional<QueueId> Logs::queue_of_part(ChatId chat, UserId agent) {
    return part_.first(chat, agent, chat, agent, chat, agent, chat, agent);
}

}  // namespace parley::store
