// Queries on offers, timers, remembered requests and nodes.
#include "store/nouns.hpp"

namespace parley::store {

namespace {
constexpr auto offer_columns =
    "SELECT id, organization_id, chat_id, queue_id, agent_id, state, offered_at, expires_at, "
    "decided_at, reason, weight, kind, from_agent_id, note, card FROM offers";
}

Offers::Offers(Database& sql)
    : add_(sql,
           "INSERT INTO offers (id, organization_id, chat_id, queue_id, agent_id, state, "
           "offered_at, expires_at, reason, weight, kind, from_agent_id, note, card) VALUES (:id, "
           ":organization, :chat, :queue, :agent, :state, :offered, :expires, :reason, :weight, "
           ":kind, :from, :note, :card)"),
      by_id_(sql, std::string{offer_columns} + " WHERE id = :id"),
      open_of_chat_(sql, std::string{offer_columns} + " WHERE chat_id = :chat AND state = 'open'"),
      open_of_agent_(sql, std::string{offer_columns} +
                              " WHERE agent_id = :agent AND state = 'open' ORDER BY id"),
      invitation_(sql, std::string{offer_columns} +
                           " WHERE chat_id = :chat AND agent_id = :guest AND state = 'accepted' "
                           "AND kind = 'conference' ORDER BY id DESC LIMIT 1"),
      let_pass_(sql, std::string{offer_columns} +
                         " WHERE chat_id = :chat AND state IN ('declined', 'expired') "
                         "AND kind = 'queue' AND decided_at > :since ORDER BY id"),
      decide_(sql,
              "UPDATE offers SET state = :state, decided_at = :at, reason = :reason "
              "WHERE id = :id AND state = 'open'") {}

void Offers::add(Offer const& it) {
    add_.run(it.id, it.organization, it.chat, it.queue, it.agent, it.state, it.offered_at,
             it.expires_at, it.reason, it.weight, it.kind, it.from, it.note, it.card);
}

std::optional<Offer> Offers::find(OfferId id) { return by_id_.first(id); }

std::optional<Offer> Offers::open_of(ChatId chat) { return open_of_chat_.first(chat); }

std::vector<Offer> Offers::open_of(UserId agent) { return open_of_agent_.all(agent); }

std::optional<Offer> Offers::invitation(ChatId chat, UserId guest) {
    return invitation_.first(chat, guest);
}

std::vector<Offer> Offers::let_pass(ChatId chat, Instant since) {
    return let_pass_.all(chat, since);
}

void Offers::decide(OfferId id, OfferState state, Instant at, std::string const& reason) {
    auto const changed = decide_.run(state, at, reason, id);
    ENSURE(changed == 1);  // the caller has just read it as open in this transaction
}

Timers::Timers(Database& sql)
    : set_(sql,
           "INSERT INTO timers (id, due_at, kind, ref) VALUES (:id, :due, :kind, :ref) "
           "ON CONFLICT (kind, ref) DO UPDATE SET due_at = excluded.due_at"),
      clear_(sql, "DELETE FROM timers WHERE kind = :kind AND ref = :ref"),
      take_(sql, "DELETE FROM timers WHERE id = :id AND due_at = :due"),
      next_(sql, "SELECT due_at FROM timers ORDER BY due_at LIMIT 1"),
      due_(sql,
           "SELECT id, due_at, kind, ref FROM timers WHERE due_at <= :now ORDER BY due_at, id "
           "LIMIT :limit"),
      find_(sql, "SELECT id, due_at, kind, ref FROM timers WHERE kind = :kind AND ref = :ref") {}

void Timers::set(TimerId id, Instant due_at, TimerKind kind, std::int64_t ref) {
    set_.run(id, due_at, kind, ref);
}

void Timers::clear(TimerKind kind, std::int64_t ref) { clear_.run(kind, ref); }

bool Timers::take(Timer const& timer) { return take_.run(timer.id, timer.due_at) == 1; }

std::optional<Instant> Timers::next() { return next_.first(); }

std::vector<Timer> Timers::due(Instant now, std::int64_t limit) { return due_.all(now, limit); }

std::optional<Timer> Timers::find(TimerKind kind, std::int64_t ref) {
    return find_.first(kind, ref);
}

Nodes::Nodes(Database& sql)
    : installation_(sql, "SELECT id FROM installation"),
      install_(sql, "INSERT INTO installation (id) VALUES (:id)"),
      add_(sql, "INSERT INTO nodes (id, started_at, beat) VALUES (:id, :started, :beat)"),
      beat_(sql, "UPDATE nodes SET beat = beat + 1 WHERE id = :id"),
      all_(sql, "SELECT id, started_at, beat FROM nodes ORDER BY id"),
      remove_(sql, "DELETE FROM nodes WHERE id = :id AND beat = :beat"),
      enter_(sql,
             "INSERT INTO agent_nodes (user_id, node_id) VALUES (:user, :node) "
             "ON CONFLICT DO NOTHING"),
      leave_(sql, "DELETE FROM agent_nodes WHERE user_id = :user AND node_id = :node"),
      is_anywhere_(sql, "SELECT count(*) FROM agent_nodes WHERE user_id = :user"),
      agents_of_(sql, "SELECT user_id FROM agent_nodes WHERE node_id = :node ORDER BY user_id") {}

std::int64_t Nodes::installation(std::int64_t fresh) {
    if (auto const known = installation_.first()) return *known;
    install_.run(fresh);
    return fresh;
}

void Nodes::add(Node const& it) { add_.run(it.id, it.started_at, it.beat); }

bool Nodes::beat(NodeId id) { return beat_.run(id) == 1; }

std::vector<Node> Nodes::all() { return all_.all(); }

bool Nodes::remove(NodeId id, std::int64_t beat) { return remove_.run(id, beat) == 1; }

void Nodes::enter(UserId user, NodeId node) { enter_.run(user, node); }

void Nodes::leave(UserId user, NodeId node) { leave_.run(user, node); }

bool Nodes::is_anywhere(UserId user) { return is_anywhere_.first(user).value_or(0) > 0; }

std::vector<UserId> Nodes::agents_of(NodeId node) { return agents_of_.all(node); }

Requests::Requests(Database& sql)
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
