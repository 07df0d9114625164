#include "store/dashboard.hpp"

#include "store/first.hpp"

namespace parley::store {

namespace {
constexpr auto changes =
    "SELECT c.queue_id, c.started_at, c.accepted_at, m.at FROM chats c "
    "LEFT JOIN messages m ON m.chat_id = c.id AND m.seq = c.seq WHERE c.organization_id = ";
}  // namespace

Dashboard::Dashboard(Database& sql)
    : waits_(sql,
             "SELECT queue_id, count(*), sum(CASE WHEN state = 'offered' THEN 1 ELSE 0 END), "
             "min(queued_at) FROM chats WHERE organization_id = :organization "
             "AND agent_id IS NULL AND ended_at IS NULL AND bot_id IS NULL GROUP BY queue_id"),
      wrap_ups_(sql,
                "SELECT queue_id, count(*) FROM wrap_ups WHERE organization_id = :organization "
                "AND ended_at IS NULL GROUP BY queue_id"),
      chats_(sql,
             "SELECT c.agent_id, c.id, c.queue_id, v.name, c.accepted_at, c.unanswered_since, "
             "c.customer_gone_at, CASE WHEN c.helper_id IS NULL THEN c.help_wanted_at END "
             "FROM chats c JOIN visitors v ON v.id = c.visitor_id "
             "WHERE c.organization_id = :organization AND c.agent_id IS NOT NULL "
             "AND c.ended_at IS NULL"),
      joined_(sql,
              "SELECT g.agent_id, c.id, c.queue_id, v.name, g.joined_at, "
              "CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT) "
              "FROM guests g JOIN chats c ON c.id = g.chat_id "
              "JOIN visitors v ON v.id = c.visitor_id WHERE g.organization_id = :organization "
              "AND g.agent_id > 0 AND g.left_at IS NULL"),
      names_(sql,
             "SELECT u.id, u.name, u.display_name FROM agents a JOIN users u ON u.id = a.user_id "
             "WHERE a.organization_id = :organization ORDER BY u.id"),
      begun_(sql, "SELECT " + std::string{first_queue} +
                      ", c.started_at, c.started_at FROM chats c "
                      "WHERE c.organization_id = :organization AND c.id >= :first "
                      "AND c.started_at >= :since"),
      // Each queue has an index of its own.
      answered_(sql, "SELECT c.queue_id, c.accepted_at, " + std::string{waited_since} +
                         " FROM queues q JOIN chats c ON c.queue_id = q.id "
                         "AND c.accepted_at IS NOT NULL AND c.accepted_at >= :since "
                         "WHERE q.organization_id = :organization AND " +
                         never_handed_on),
      answered_and_handed_on_(
          sql, "SELECT h.from_queue_id, h.since, " + std::string{waited_since} +
                   " FROM hand_overs h JOIN chats c ON c.id = h.chat_id "
                   "WHERE h.since >= :since AND h.organization_id = :organization AND " +
                   first_hand_over),
      handed_on_(sql,
                 "SELECT from_queue_id, at, since FROM hand_overs WHERE at >= :since "
                 "AND organization_id = :organization AND from_agent_id IS NOT NULL"),
      ended_(sql,
             "SELECT queue_id, ended_at, accepted_at, end_reason FROM chats "
             "WHERE organization_id = :organization AND ended_at IS NOT NULL "
             "AND ended_at >= :since"),
      open_(sql, std::string{changes} +
                     ":held AND c.agent_id IS NOT NULL AND c.ended_at IS NULL UNION ALL " +
                     changes + ":unowned AND c.agent_id IS NULL AND c.ended_at IS NULL"),
      handled_(sql,
               "SELECT agent_id, queue_id, count(*), "
               "CAST(sum(ended_at - accepted_at) AS BIGINT) FROM chats "
               "WHERE organization_id = :organization AND ended_at IS NOT NULL "
               "AND ended_at >= :since AND agent_id IS NOT NULL AND accepted_at IS NOT NULL "
               "GROUP BY agent_id, queue_id UNION ALL "
               "SELECT from_agent_id, from_queue_id, count(*), CAST(sum(at - since) AS BIGINT) "
               "FROM hand_overs WHERE at >= :at AND organization_id = :whose "
               "AND from_agent_id IS NOT NULL GROUP BY from_agent_id, from_queue_id"),
      missed_(sql,
              "SELECT agent_id, queue_id, count(*) FROM offers "
              "WHERE organization_id = :organization AND state = 'expired' AND kind = 'queue' "
              "AND decided_at >= :since GROUP BY agent_id, queue_id") {}

std::vector<QueueWaits> Dashboard::waits(OrganizationId organization) {
    return waits_.all(organization);
}

std::vector<QueueCount> Dashboard::wrap_ups(OrganizationId organization) {
    return wrap_ups_.all(organization);
}

std::vector<LiveChat> Dashboard::chats(OrganizationId organization) {
    return chats_.all(organization);
}

std::vector<LiveChat> Dashboard::joined(OrganizationId organization) {
    return joined_.all(organization);
}

std::vector<NamedAgent> Dashboard::names(OrganizationId organization) {
    return names_.all(organization);
}

std::vector<QueueMoment> Dashboard::begun(OrganizationId organization, Instant since) {
    // Clocks of nodes differ by less.
    auto const first = ChatId{IdMaker::first_at(since + -std::chrono::minutes{1})};
    return begun_.all(organization, first, since);
}

std::vector<QueueMoment> Dashboard::answered(OrganizationId organization, Instant since) {
    auto all = answered_.all(since, organization);
    auto const later = answered_and_handed_on_.all(since, organization);
    all.insert(all.end(), later.begin(), later.end());
    return all;
}

std::vector<QueueMoment> Dashboard::handed_on(OrganizationId organization, Instant since) {
    return handed_on_.all(since, organization);
}

std::vector<EndedChat> Dashboard::ended(OrganizationId organization, Instant since) {
    return ended_.all(organization, since);
}

std::vector<LastChange> Dashboard::open(OrganizationId organization) {
    return open_.all(organization, organization);
}

std::vector<HandledToday> Dashboard::handled(OrganizationId organization, Instant since) {
    return handled_.all(organization, since, since, organization);
}

std::vector<MissedToday> Dashboard::missed(OrganizationId organization, Instant since) {
    return missed_.all(organization, since);
}

}  // namespace parley::store
