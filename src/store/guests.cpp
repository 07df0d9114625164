#include "store/guests.hpp"

#include "base/ensure.hpp"

namespace parley::store {

namespace {
constexpr auto there =
    "SELECT organization_id, chat_id, agent_id, joined_at, weight, read_seq FROM guests "
    "WHERE left_at IS NULL";
}

Guests::Guests(Database& sql)
    : add_(sql,
           "INSERT INTO guests (organization_id, chat_id, agent_id, joined_at, weight, read_seq) "
           "VALUES (:organization, :chat, :agent, :joined, :weight, :read)"),
      leave_(sql,
             "UPDATE guests SET left_at = :at WHERE chat_id = :chat AND agent_id = :agent "
             "AND left_at IS NULL"),
      set_read_(sql,
                "UPDATE guests SET read_seq = :seq WHERE chat_id = :chat AND agent_id = :agent "
                "AND left_at IS NULL"),
      of_(sql, std::string{there} + " AND chat_id = :chat ORDER BY joined_at, agent_id"),
      find_(sql, std::string{there} + " AND chat_id = :chat AND agent_id = :agent"),
      of_agent_(sql, std::string{there} + " AND agent_id = :agent ORDER BY chat_id") {}

void Guests::add(Guest const& it) {
    add_.run(it.organization, it.chat, it.agent, it.joined_at, it.weight, it.read_seq);
}

void Guests::leave(Guest const& it, Instant at) {
    auto const changed = leave_.run(at, it.chat, it.agent);
    ENSURE(changed == 1);  // the caller has just read it in this transaction
}

void Guests::set_read(Guest const& it, std::int64_t seq) { set_read_.run(seq, it.chat, it.agent); }

std::vector<Guest> Guests::of(ChatId chat) { return of_.all(chat); }

std::optional<Guest> Guests::find(ChatId chat, UserId agent) { return find_.first(chat, agent); }

std::vector<Guest> Guests::of_agent(UserId agent) { return of_agent_.all(agent); }

}  // namespace parley::store
