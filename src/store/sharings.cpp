#include "store/sharings.hpp"

namespace parley::store {

Sharings::Sharings(Database& sql)
    : of_(sql,
          "SELECT sharing_id, sharing_agent_id, sharing_since, sharing_runs FROM chats "
          "WHERE id = :chat AND sharing_id IS NOT NULL"),
      set_(sql,
           "UPDATE chats SET sharing_id = :id, sharing_agent_id = :agent, sharing_since = :since, "
           "sharing_runs = :runs WHERE id = :chat"),
      end_(sql,
           "UPDATE chats SET sharing_id = NULL, sharing_agent_id = NULL, sharing_since = NULL, "
           "sharing_runs = 0 WHERE id = :chat") {}

std::optional<Sharing> Sharings::of(ChatId chat) { return of_.first(chat); }

void Sharings::set(ChatId chat, Sharing const& it) {
    set_.run(it.id, it.agent, it.since, it.runs, chat);
}

void Sharings::end(ChatId chat) { end_.run(chat); }

}  // namespace parley::store
