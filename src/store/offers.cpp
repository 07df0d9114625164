// Queries on offers, timers and remembered requests.
#include "store/nouns.hpp"

namespace parley::store {

namespace {
constexpr auto offer_columns =
    "SELECT id, organization_id, chat_id, queue_id, agent_id, state, offered_at, expires_at, "
    "decided_at, reason FROM offers";
}

Offers::Offers(soci::session& sql)
    : add_(sql,
           "INSERT INTO offers (id, organization_id, chat_id, queue_id, agent_id, state, "
           "offered_at, "
           "expires_at, reason) VALUES (:id, :organization, :chat, :queue, :agent, :state, "
           ":offered, "
           ":expires, :reason)"),
      by_id_(sql, std::string{offer_columns} + " WHERE id = :id"),
      open_of_chat_(sql, std::string{offer_columns} + " WHERE chat_id = :chat AND state = 'open'"),
      open_of_agent_(sql, std::string{offer_columns} +
                              " WHERE agent_id = :agent AND state = 'open' ORDER BY id"),
      let_pass_(sql, std::string{offer_columns} +
                         " WHERE chat_id = :chat AND state IN ('declined', 'expired') "
                         "AND decided_at > :since ORDER BY id"),
      decide_(sql,
              "UPDATE offers SET state = :state, decided_at = :at, reason = :reason "
              "WHERE id = :id AND state = 'open'") {}

void Offers::add(Offer const& it) {
    add_.run(it.id, it.organization, it.chat, it.queue, it.agent, it.state, it.offered_at,
             it.expires_at, it.reason);
}

std::optional<Offer> Offers::find(OfferId id) { return by_id_.first(id); }

std::optional<Offer> Offers::open_of(ChatId chat) { return open_of_chat_.first(chat); }

std::vector<Offer> Offers::open_of(UserId agent) { return open_of_agent_.all(agent); }

std::vector<Offer> Offers::let_pass(ChatId chat, Instant since) {
    return let_pass_.all(chat, since);
}

void Offers::decide(OfferId id, OfferState state, Instant at, std::string const& reason) {
    auto const changed = decide_.run(state, at, reason, id);
    ENSURE(changed == 1);  // the caller has just read it as open in this transaction
}

Timers::Timers(soci::session& sql)
    : set_(sql,
           "INSERT INTO timers (id, due_at, kind, ref) VALUES (:id, :due, :kind, :ref) "
           "ON CONFLICT (kind, ref) DO UPDATE SET due_at = excluded.due_at"),
      clear_(sql, "DELETE FROM timers WHERE kind = :kind AND ref = :ref"),
      next_(sql, "SELECT due_at FROM timers ORDER BY due_at LIMIT 1"),
      due_(sql,
           "SELECT id, due_at, kind, ref FROM timers WHERE due_at <= :now ORDER BY due_at, id "
           "LIMIT :limit"),
      find_(sql, "SELECT id, due_at, kind, ref FROM timers WHERE kind = :kind AND ref = :ref") {}

void Timers::set(TimerId id, Instant due_at, TimerKind kind, std::int64_t ref) {
    set_.run(id, due_at, kind, ref);
}

void Timers::clear(TimerKind kind, std::int64_t ref) { clear_.run(kind, ref); }

std::optional<Instant> Timers::next() { return next_.first(); }

std::vector<Timer> Timers::due(Instant now, std::int64_t limit) { return due_.all(now, limit); }

std::optional<Timer> Timers::find(TimerKind kind, std::int64_t ref) {
    return find_.first(kind, ref);
}

Requests::Requests(soci::session& sql)
    : find_(sql,
            "SELECT params_hash, result FROM requests WHERE actor = :actor AND operation = "
            ":operation "
            "AND request_id = :id"),
      add_(sql,
           "INSERT INTO requests (actor, operation, request_id, params_hash, result, at) "
           "VALUES (:actor, :operation, :id, :hash, :result, :at)"),
      delete_old_(sql, "DELETE FROM requests WHERE at < :before") {}

std::optional<StoredRequest> Requests::find(std::string const& actor, std::string const& operation,
                                            std::string const& request_id) {
    return find_.first(actor, operation, request_id);
}

void Requests::add(std::string const& actor, std::string const& operation,
                   std::string const& request_id, StoredRequest const& answer, Instant at) {
    add_.run(actor, operation, request_id, answer.params_hash, answer.result, at);
}

std::int64_t Requests::delete_old(Instant before) { return delete_old_.run(before); }

}  // namespace parley::store
