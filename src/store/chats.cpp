// Queries on chats.
#include "base/refusal.hpp"
#include "store/nouns.hpp"

namespace parley::store {

namespace {
constexpr auto newest_first = " AND id < :before ORDER BY id DESC LIMIT :limit";
constexpr auto in_reach =
    " WHERE organization_id = :organization AND EXISTS (SELECT 1 FROM reaches r "
    "WHERE r.user_id = :watcher AND (r.queue_id = chats.queue_id OR r.user_id = chats.agent_id))";
// As the index chats_waiting has it: queued or offered.
constexpr auto waiting_states = " AND agent_id IS NULL AND ended_at IS NULL AND bot_id IS NULL";
constexpr auto in_order = " ORDER BY priority DESC, queued_at, id";
}  // namespace

Chats::Chats(Database& sql)
    : sql_(sql),
      add_(sql,
           "INSERT INTO chats (id, organization_id, queue_id, visitor_id, state, seq, "
           "read_customer, "
           "read_agent, started_at, queued_at, fields) VALUES (:id, :organization, :queue, "
           ":visitor, :state, 0, 0, 0, :started, :queued, :fields)"),
      by_id_(sql, std::string{columns} + " WHERE id = :id"),
      post_target_(sql,
                   "SELECT organization_id, visitor_id, agent_id, state, seq, unanswered_since, "
                   "guests, supervised, one_speaker, word, speaker_id FROM chats WHERE id = :id"),
      save_(sql,
            "UPDATE chats SET agent_id = :agent, state = :state, seq = :seq, "
            "read_customer = :read_customer, read_agent = :read_agent, queued_at = :queued, "
            "accepted_at = :accepted, ended_at = :ended, end_reason = :reason, ended_by = :by, "
            "unanswered_since = :unanswered, weight = :weight, hand_overs = :hand_overs, "
            "guests = :guests, supervised = :supervised, one_speaker = :one_speaker, word = :word, "
            "speaker_id = :speaker WHERE id = :id"),
      save_post_(sql, "UPDATE chats SET seq = :seq, unanswered_since = :unanswered WHERE id = :id"),
      save_read_(sql,
                 "UPDATE chats SET read_customer = :customer, read_agent = :agent WHERE id = :id"),
      save_delivered_(sql,
                      "UPDATE chats SET delivered_customer = :customer, delivered_agent = :agent "
                      "WHERE id = :id"),
      set_gone_(sql, "UPDATE chats SET customer_gone_at = :at WHERE id = :id"),
      // As the index one_open_chat_a_visitor has it.
      open_with_customers_(sql, std::string{columns} +
                                    " WHERE visitor_id > 0 AND ended_at IS NULL "
                                    "AND customer_gone_at IS NULL ORDER BY visitor_id"),
      held_without_customer_(
          sql, std::string{columns} +
                   " WHERE organization_id = :organization AND agent_id IS NOT NULL "
                   "AND ended_at IS NULL AND customer_gone_at IS NOT NULL ORDER BY id"),
      open_of_visitor_(sql,
                       std::string{columns} + " WHERE visitor_id = :visitor AND ended_at IS NULL"),
      waiting_(sql, std::string{"SELECT id, visitor_id FROM chats WHERE queue_id = :queue"} +
                        waiting_states + in_order + " LIMIT :limit"),
      waiting_count_(
          sql, std::string{"SELECT count(*) FROM chats WHERE queue_id = :queue"} + waiting_states),
      longest_wait_since_(sql, std::string{"SELECT queued_at FROM chats WHERE queue_id = :queue"} +
                                   waiting_states + " ORDER BY queued_at LIMIT 1"),
      ahead_of_(sql,
                "SELECT count(*) FROM chats c JOIN chats o ON o.queue_id = c.queue_id "
                "AND o.agent_id IS NULL AND o.ended_at IS NULL AND o.bot_id IS NULL AND "
                "(o.priority > c.priority "
                "OR (o.priority = c.priority AND (o.queued_at < c.queued_at "
                "OR (o.queued_at = c.queued_at AND o.id < c.id)))) WHERE c.id = :id"),
      recently_accepted_(
          sql,
          "SELECT accepted_at FROM chats WHERE queue_id = :queue AND accepted_at IS "
          "NOT NULL AND accepted_at > :since ORDER BY accepted_at DESC LIMIT :limit"),
      active_of_(sql,
                 "SELECT id FROM chats WHERE agent_id = :agent AND state = 'active' ORDER BY id"),
      joined_by_(sql, std::string{columns} +
                          " WHERE id < :before AND id IN (SELECT chat_id FROM guests "
                          "WHERE agent_id = :agent AND left_at IS NULL) ORDER BY id DESC "
                          "LIMIT :limit"),
      keep_wait_(sql, "UPDATE chats SET wait_least_s = :least, wait_most_s = :most WHERE id = :id"),
      // Told in whole seconds: most_s is that second to its end.
      waits_told_(
          sql,
          "SELECT count(*), COALESCE(sum(CASE WHEN accepted_at IS NOT NULL "
          "AND accepted_at - started_at >= wait_least_s * 1000 "
          "AND accepted_at - started_at < (wait_most_s + 1) * 1000 THEN 1 ELSE 0 END), 0) "
          "FROM (SELECT accepted_at, started_at, wait_least_s, wait_most_s FROM chats "
          "WHERE queue_id = :queue AND wait_most_s IS NOT NULL AND (accepted_at IS NOT NULL "
          "OR ended_at - started_at >= (wait_most_s + 1) * 1000) ORDER BY id DESC LIMIT :limit) t"),
      of_visitor_(sql, std::string{columns} + " WHERE visitor_id = :visitor" + newest_first),
      of_visitor_by_state_(
          sql,
          std::string{columns} + " WHERE visitor_id = :visitor AND state = :state" + newest_first),
      of_agent_(
          sql, std::string{columns} + " WHERE agent_id = :agent AND state = :state" + newest_first),
      of_organization_(
          sql, std::string{columns} + " WHERE organization_id = :organization" + newest_first),
      of_queue_(
          sql, std::string{columns} + " WHERE queue_id = :queue AND state = :state" + newest_first),
      unowned_in_state_(sql, std::string{columns} +
                                 " WHERE organization_id = :organization AND state = :state "
                                 "AND agent_id IS NULL AND ended_at IS NULL" +
                                 newest_first),
      held_in_state_(sql, std::string{columns} +
                              " WHERE organization_id = :organization AND state = :state "
                              "AND agent_id IS NOT NULL AND ended_at IS NULL" +
                              newest_first),
      over_in_state_(sql, std::string{columns} +
                              " WHERE organization_id = :organization AND state = :state "
                              "AND ended_at IS NOT NULL" +
                              newest_first),
      within_reach_(sql, std::string{columns} + in_reach + newest_first),
      within_reach_by_state_(
          sql, std::string{columns} + in_reach + " AND state = :state" + newest_first) {}

void Chats::add(Chat const& it) {
    add_.run(it.id, it.organization, it.queue, it.visitor, it.state, it.started_at, it.queued_at,
             it.fields);
}

std::optional<Chat> Chats::find(ChatId id) { return by_id_.first(id); }

Chat Chats::get(ChatId id) {
    auto chat = find(id);
    if (!chat) throw Refused{Code::not_found};
    return *chat;
}

std::optional<PostTarget> Chats::post_target(ChatId id) {
    if (sql_.batch) {
        auto const known = sql_.batch->targets.find(id);
        if (known != sql_.batch->targets.end()) return known->second;
    }
    return post_target_.first(id);
}

void Chats::save(Chat const& it) {
    if (sql_.batch) sql_.batch->targets.erase(it.id);
    save_.run(it.agent, it.state, it.seq, it.read_customer, it.read_agent, it.queued_at,
              it.accepted_at, it.ended_at, it.end_reason, it.ended_by, it.unanswered_since,
              it.weight, it.hand_overs, it.guests, it.supervised, it.one_speaker, it.word,
              it.speaker, it.id);
}

void Chats::save_post(ChatId id, std::int64_t seq, std::optional<Instant> unanswered_since) {
    if (!sql_.batch) {
        save_post_.run(seq, unanswered_since, id);
        return;
    }
    ++sql_.writes;
    sql_.batch->posts[id] = {seq, unanswered_since};
    if (auto const known = sql_.batch->targets.find(id); known != sql_.batch->targets.end()) {
        known->second.seq = seq;
        known->second.unanswered_since = unanswered_since;
    }
}

void Chats::save_read(ChatId id, std::int64_t customer, std::int64_t agent) {
    save_read_.run(customer, agent, id);
}

void Chats::save_delivered(ChatId id, std::int64_t customer, std::int64_t agent) {
    save_delivered_.run(customer, agent, id);
}

void Chats::set_gone(ChatId id, std::optional<Instant> since) { set_gone_.run(since, id); }

std::vector<Chat> Chats::open_with_customers() { return open_with_customers_.all(); }

std::vector<Chat> Chats::held_without_customer(OrganizationId organization) {
    return held_without_customer_.all(organization);
}

std::optional<Chat> Chats::open_of(VisitorId visitor) { return open_of_visitor_.first(visitor); }

std::vector<Waiting> Chats::waiting(QueueId queue, std::int64_t limit) {
    return waiting_.all(queue, limit);
}

std::int64_t Chats::waiting_count(QueueId queue) { return waiting_count_.first(queue).value_or(0); }

std::optional<Instant> Chats::longest_wait_since(QueueId queue) {
    return longest_wait_since_.first(queue);
}

std::int64_t Chats::ahead_of(Chat const& chat) { return ahead_of_.first(chat.id).value_or(0); }

std::vector<Instant> Chats::recently_accepted(QueueId queue, Instant since, std::int64_t limit) {
    return recently_accepted_.all(queue, since, limit);
}

void Chats::keep_wait(ChatId chat, std::int64_t least_s, std::int64_t most_s) {
    keep_wait_.run(least_s, most_s, chat);
}

WaitsTold Chats::waits_told(QueueId queue, std::int64_t limit) {
    return waits_told_.first(queue, limit).value_or(WaitsTold{});
}

std::vector<ChatId> Chats::active_of(UserId agent) { return active_of_.all(agent); }

std::vector<Chat> Chats::of_visitor(VisitorId visitor, ChatId before, std::int64_t limit) {
    return of_visitor_.all(visitor, before, limit);
}

std::vector<Chat> Chats::of_visitor(VisitorId visitor, domain::ChatState state, ChatId before,
                                    std::int64_t limit) {
    return of_visitor_by_state_.all(visitor, state, before, limit);
}

std::vector<Chat> Chats::of_agent(UserId agent, domain::ChatState state, ChatId before,
                                  std::int64_t limit) {
    return of_agent_.all(agent, state, before, limit);
}

std::vector<Chat> Chats::joined_by(UserId agent, ChatId before, std::int64_t limit) {
    return joined_by_.all(before, agent, limit);
}

std::vector<Chat> Chats::of_queue(QueueId queue, domain::ChatState state, ChatId before,
                                  std::int64_t limit) {
    return of_queue_.all(queue, state, before, limit);
}

std::vector<Chat> Chats::of_organization(OrganizationId organization, ChatId before,
                                         std::int64_t limit) {
    return of_organization_.all(organization, before, limit);
}

std::vector<Chat> Chats::of_organization(OrganizationId organization, domain::ChatState state,
                                         ChatId before, std::int64_t limit) {
    auto& of_state = domain::is_over(state)               ? over_in_state_
                     : state == domain::ChatState::active ? held_in_state_
                                                          : unowned_in_state_;
    return of_state.all(organization, state, before, limit);
}

std::vector<Chat> Chats::within_reach(OrganizationId organization, UserId watcher, ChatId before,
                                      std::int64_t limit) {
    return within_reach_.all(organization, watcher, before, limit);
}

std::vector<Chat> Chats::within_reach(OrganizationId organization, UserId watcher,
                                      domain::ChatState state, ChatId before, std::int64_t limit) {
    return within_reach_by_state_.all(organization, watcher, state, before, limit);
}

}  // namespace parley::store
