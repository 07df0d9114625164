#include "store/hand_overs.hpp"

namespace parley::store {

namespace {
constexpr auto columns =
    "SELECT organization_id, chat_id, place, at, cause, from_agent_id, since, from_queue_id, "
    "to_queue_id, to_agent_id, note, by_user_id, card FROM hand_overs WHERE chat_id = :chat";
}

HandOvers::HandOvers(Database& sql)
    : add_(
          sql,
          "INSERT INTO hand_overs (organization_id, chat_id, place, at, cause, from_agent_id, "
          "since, from_queue_id, to_queue_id, to_agent_id, note, by_user_id, card) VALUES "
          "(:organization, :chat, :place, :at, :cause, :from, :since, :from_queue, :to_queue, :to, "
          ":note, :by, :card)"),
      set_queue_(sql,
                 "UPDATE chats SET queue_id = :queue, wait_least_s = NULL, wait_most_s = NULL "
                 "WHERE id = :chat"),
      of_(sql, std::string{columns} + " ORDER BY place"),
      last_(sql, std::string{columns} + " ORDER BY place DESC LIMIT 1"),
      set_asked_(sql, "UPDATE chats SET asked_offer_id = :offer WHERE id = :chat") {}

void HandOvers::add(HandOver const& it) {
    add_.run(it.organization, it.chat, it.place, it.at, it.cause, it.from, it.since, it.from_queue,
             it.to_queue, it.to, it.note, it.by, it.card);
    set_queue_.run(it.to_queue, it.chat);
}

std::vector<HandOver> HandOvers::of(ChatId chat) { return of_.all(chat); }

void HandOvers::set_asked(ChatId chat, std::optional<OfferId> offer) {
    set_asked_.run(offer, chat);
}

std::optional<HandOver> HandOvers::last(ChatId chat) { return last_.first(chat); }

}  // namespace parley::store
