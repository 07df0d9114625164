#include "store/line.hpp"

namespace parley::store {

namespace {
constexpr auto reasoned =
    "SELECT id, organization_id, chat_id, agent_id, offered_at, reasons FROM offers";
}

Line::Line(Database& sql)
    : sql_(sql),
      add_(sql,
           "INSERT INTO skills (id, organization_id, key, label) VALUES (:id, :organization, :key, "
           ":label)"),
      rename_(sql, "UPDATE skills SET key = :key, label = :label WHERE id = :id"),
      remove_(sql, "DELETE FROM skills WHERE id = :id"),
      skills_(sql,
              "SELECT id, organization_id, key, label FROM skills "
              "WHERE organization_id = :organization ORDER BY key"),
      set_skills_(sql, "UPDATE agents SET skills = :skills WHERE user_id = :user"),
      skills_of_(sql, "SELECT skills FROM agents WHERE user_id = :user"),
      set_needs_(sql, "UPDATE queues SET needs = :needs WHERE id = :queue"),
      needs_of_(sql, "SELECT needs FROM queues WHERE id = :queue"),
      skilled_agents_(sql,
                      "SELECT user_id, skills FROM agents WHERE organization_id = :organization "
                      "AND skills <> '' ORDER BY user_id"),
      choosy_queues_(sql,
                     "SELECT id, needs FROM queues WHERE organization_id = :organization "
                     "AND needs <> '' AND removed = 0 ORDER BY id"),
      choosy_chats_(sql,
                    "SELECT id, needs FROM chats WHERE organization_id = :organization "
                    "AND agent_id IS NULL AND ended_at IS NULL AND bot_id IS NULL AND needs <> '' "
                    "ORDER BY id"),
      wishes_(sql, "SELECT priority, needs, wanted_agent FROM chats WHERE id = :chat"),
      set_wishes_(sql,
                  "UPDATE chats SET priority = :priority, needs = :needs, wanted_agent = :wanted "
                  "WHERE id = :chat"),
      last_agent_(sql,
                  "SELECT agent_id FROM chats WHERE visitor_id = :visitor AND agent_id IS NOT NULL "
                  "AND ended_at > :since ORDER BY id DESC LIMIT 1"),
      queued_(sql,
              "SELECT id, queued_at, priority, needs, wanted_agent, "
              "CASE WHEN hand_overs > 0 THEN 1 ELSE offered_before END "
              "FROM chats WHERE queue_id = :queue AND state = 'queued' "
              "ORDER BY priority DESC, queued_at, id LIMIT :limit"),
      members_(sql,
               "SELECT a.user_id, a.kind, CASE WHEN a.pending_status IS NULL THEN 0 ELSE 1 END, "
               "a.connected, a.stop_new, a.offered, a.active, a.wrap_ups, a.extra, a.capacity, "
               "a.offers_max, "
               "a.wrap_up_blocks, a.idle_since, m.turn, a.skills "
               "FROM queue_members m JOIN agents a ON a.user_id = m.user_id "
               "WHERE m.queue_id = :queue ORDER BY a.user_id"),
      take_turn_(sql,
                 "UPDATE queue_members SET turn = :turn WHERE queue_id = :queue "
                 "AND user_id = :user"),
      offer_made_(sql,
                  "UPDATE chats SET state = 'offered', offered_before = 1 "
                  "WHERE id = :chat AND state = 'queued'"),
      place_taken_(sql,
                   // One chat alone has room, however much it takes.
                   "UPDATE agents SET offered = offered + 1, extra = extra + :weight - 100, "
                   "room = CASE WHEN offered + active + wrap_ups = 0 AND room < :needed "
                   "THEN :again ELSE room END, idle_since = :now WHERE user_id = :user"),
      keep_offer_(sql,
                  "INSERT INTO offers (id, organization_id, chat_id, queue_id, agent_id, state, "
                  "offered_at, expires_at, reason, reasons, weight) VALUES (:id, :organization, "
                  ":chat, :queue, :agent, 'open', :offered, :expires, '', :reasons, :weight)"),
      offer_(sql, std::string{reasoned} + " WHERE id = :id"),
      last_offer_(sql, std::string{reasoned} + " WHERE chat_id = :chat ORDER BY id DESC LIMIT 1"),
      last_offer_to_(sql, std::string{reasoned} +
                              " WHERE chat_id = :chat AND agent_id = :agent "
                              "ORDER BY id DESC LIMIT 1") {}

void Line::add(Skill const& it) { add_.run(it.id, it.organization, it.key, it.label); }

void Line::rename(SkillId id, std::string const& key, std::string const& label) {
    rename_.run(key, label, id);
}

void Line::remove(SkillId id) { remove_.run(id); }

std::vector<Skill> Line::skills(OrganizationId organization) { return skills_.all(organization); }

void Line::set_skills(UserId agent, std::string const& word) {
    set_skills_.run(word, agent);
    sql_.forget_members();
}

std::string Line::skills_of(UserId agent) { return skills_of_.first(agent).value_or(""); }

void Line::set_needs(QueueId queue, std::string const& word) { set_needs_.run(word, queue); }

std::string Line::needs_of(QueueId queue) { return needs_of_.first(queue).value_or(""); }

std::vector<WithWord<UserId>> Line::skilled_agents(OrganizationId organization) {
    return skilled_agents_.all(organization);
}

std::vector<WithWord<QueueId>> Line::choosy_queues(OrganizationId organization) {
    return choosy_queues_.all(organization);
}

std::vector<WithWord<ChatId>> Line::choosy_chats(OrganizationId organization) {
    return choosy_chats_.all(organization);
}

ChatWishes Line::wishes(ChatId chat) { return wishes_.first(chat).value_or(ChatWishes{}); }

void Line::set_wishes(ChatId chat, ChatWishes const& it) {
    set_wishes_.run(it.priority, it.needs, it.wanted, chat);
}

std::optional<UserId> Line::last_agent(VisitorId visitor, Instant since) {
    return last_agent_.first(visitor, since);
}

std::vector<WaitingRow> Line::queued(QueueId queue, std::int64_t limit) {
    return queued_.all(queue, limit);
}

std::vector<Member> const& Line::members(QueueId queue) {
    if (!sql_.known) return read_ = members_.all(queue);
    auto& known = sql_.known->members;
    auto const* const found = known.of(queue);
    if (!found) return known.learn(queue, members_.all(queue));
#ifdef PARLEY_MUTATIONS
    ENSURE(*found == members_.all(queue));  // in every test
#endif
    return *found;
}

void Line::take_turn(QueueId queue, UserId agent, std::int64_t turn) {
    take_turn_.run(turn, queue, agent);
    if (sql_.known) sql_.known->members.took_turn(queue, agent, turn);
}

void Line::add(Offer const& it, std::string const& reasons) {
    keep_offer_.run(it.id, it.organization, it.chat, it.queue, it.agent, it.offered_at,
                    it.expires_at, reasons, it.weight);
}

void Line::offer(Offer const& it, std::string const& reasons) {
    add(it, reasons);
    ENSURE(offer_made_.run(it.chat) == 1);
    place_taken_.run(it.weight, it.weight, it.weight, it.offered_at, it.agent);
    if (sql_.known) sql_.known->members.offered(it.agent, it.weight, it.offered_at);
}

std::optional<ReasonedOffer> Line::offer(OfferId id) { return offer_.first(id); }

std::optional<ReasonedOffer> Line::last_offer(ChatId chat) { return last_offer_.first(chat); }

std::optional<ReasonedOffer> Line::last_offer(ChatId chat, UserId agent) {
    return last_offer_to_.first(chat, agent);
}

}  // namespace parley::store
