#include "store/bots.hpp"

namespace parley::store {

namespace {
constexpr auto columns = "SELECT id, organization_id, name, plan FROM bots";
}

Bots::Bots(Database& sql)
    : save_(sql,
            "INSERT INTO bots (id, organization_id, name, plan) "
            "VALUES (:id, :organization, :name, :plan) ON CONFLICT (id) DO UPDATE SET "
            "name = excluded.name, plan = excluded.plan"),
      leave_queues_(sql, "UPDATE queues SET bot_id = NULL WHERE bot_id = :bot"),
      remove_(sql, "DELETE FROM bots WHERE id = :id"),
      by_id_(sql, std::string{columns} + " WHERE id = :id"),
      all_(sql, std::string{columns} + " WHERE organization_id = :organization ORDER BY name, id"),
      queues_with_(sql, "SELECT id FROM queues WHERE bot_id = :bot AND removed = 0 ORDER BY id"),
      set_bot_(sql, "UPDATE queues SET bot_id = :bot WHERE id = :queue"),
      talk_(sql, "SELECT bot_id, bot_unknown FROM chats WHERE id = :chat"),
      set_talk_(sql, "UPDATE chats SET bot_id = :bot WHERE id = :chat"),
      set_unknown_(sql, "UPDATE chats SET bot_unknown = :unknown WHERE id = :chat"),
      set_card_(sql, "UPDATE chats SET bot_card = :card WHERE id = :chat"),
      handed_over_(sql, "UPDATE chats SET waits_since = :at WHERE id = :chat") {}

void Bots::save(Bot const& it) { save_.run(it.id, it.organization, it.name, it.plan); }

void Bots::remove(BotId id) {
    leave_queues_.run(id);
    remove_.run(id);
}

std::optional<Bot> Bots::find(BotId id) { return by_id_.first(id); }

std::vector<Bot> Bots::all(OrganizationId organization) { return all_.all(organization); }

std::vector<QueueId> Bots::queues_with(BotId id) { return queues_with_.all(id); }

void Bots::set_bot(QueueId queue, std::optional<BotId> bot) { set_bot_.run(bot, queue); }

BotTalk Bots::talk(ChatId chat) { return talk_.first(chat).value_or(BotTalk{}); }

void Bots::set_talk(ChatId chat, std::optional<BotId> bot) { set_talk_.run(bot, chat); }

void Bots::set_unknown(ChatId chat, std::int64_t unknown) { set_unknown_.run(unknown, chat); }

void Bots::set_card(ChatId chat, std::string const& card) { set_card_.run(card, chat); }

void Bots::handed_over(ChatId chat, Instant at) { handed_over_.run(at, chat); }

}  // namespace parley::store
