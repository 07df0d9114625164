#include "store/reports.hpp"

#include "store/first.hpp"

namespace parley::store {

namespace {

/// Ids grow with time, so that chats which began in a span are found by them. The id is made a
/// little after the instant that its operation goes by, on a node whose clock may be another.
constexpr milliseconds id_slack = std::chrono::minutes{10};
constexpr int id_counter_bits = 21;  // base/ids.hpp

ChatId first_id(Instant at) { return {std::max<std::int64_t>(at.ms, 0) << id_counter_bits}; }

// What is found by organization or queue and time: CROSS JOIN has SQLite go through the few of
// these first, and not through all that ever was.
constexpr auto offers =
    "SELECT o.organization_id, o.queue_id, o.agent_id, o.decided_at, o.state FROM organizations g "
    "CROSS JOIN offers o WHERE o.organization_id = g.id AND o.kind = 'queue' "
    "AND o.decided_at >= :from AND o.decided_at < :until";

std::string first_of_agent(std::string const& column) {
    return "(SELECT m." + column +
           " FROM messages m WHERE m.chat_id = c.id AND m.from_kind = 'agent' "
           "ORDER BY m.seq LIMIT 1)";
}

}  // namespace

Facts::Facts(Database& sql)
    : arrived_(sql, "SELECT c.organization_id, " + std::string{first_queue} +
                        ", c.started_at FROM chats c "
                        "WHERE c.id >= :first AND c.id < :last AND c.started_at >= :from "
                        "AND c.started_at < :until"),
      answered_(sql, "SELECT c.organization_id, c.queue_id, c.agent_id, c.accepted_at, " +
                         std::string{waited_since} +
                         " FROM queues q CROSS JOIN chats c WHERE c.queue_id = q.id "
                         "AND c.accepted_at >= :from AND c.accepted_at < :until AND " +
                         never_handed_on),
      answered_and_handed_on_(
          sql, "SELECT h.organization_id, h.from_queue_id, h.from_agent_id, h.since, " +
                   std::string{waited_since} +
                   " FROM hand_overs h JOIN chats c ON c.id = h.chat_id "
                   "WHERE h.since >= :from AND h.since < :until AND " +
                   first_hand_over),
      ended_(sql,
             "SELECT c.id, c.organization_id, c.queue_id, c.ended_at, c.agent_id, "
             "c.accepted_at, " +
                 std::string{waited_since} + ", " + first_accepted + ", c.end_reason, " +
                 first_of_agent("from_id") + ", " + first_of_agent("at") +
                 " FROM organizations g CROSS JOIN chats c WHERE c.organization_id = g.id "
                 "AND c.ended_at >= :from AND c.ended_at < :until"),
      handed_on_(sql,
                 "SELECT organization_id, from_queue_id, from_agent_id, at, since, "
                 "CASE WHEN cause IN ('transfer', 'hand_over') THEN 1 ELSE 0 END FROM hand_overs "
                 "WHERE at >= :from AND at < :until AND from_agent_id IS NOT NULL"),
      missed_(sql, std::string{offers} + " AND o.state = 'expired'"),
      declined_(sql, std::string{offers} + " AND o.state = 'declined'"),
      wrapped_up_(sql,
                  "SELECT organization_id, queue_id, agent_id, ended_at, began_at FROM wrap_ups "
                  "WHERE ended_at >= :from AND ended_at < :until AND queue_id IS NOT NULL"),
      coded_(sql, "SELECT DISTINCT c.organization_id, c.queue_id, k.code_id, c.ended_at, " +
                      std::string{first_accepted} +
                      ", c.id FROM organizations g CROSS JOIN chats c "
                      "JOIN chat_codes k ON k.chat_id = c.id WHERE c.organization_id = g.id "
                      "AND c.ended_at >= :from AND c.ended_at < :until"),
      agents_(sql, "SELECT user_id, organization_id FROM agents ORDER BY user_id"),
      size_(sql, "SELECT count(*) FROM chats WHERE id >= :first AND id < :last"),
      first_(sql, "SELECT started_at FROM chats ORDER BY id LIMIT 1") {}

std::vector<ChatArrived> Facts::arrived(Span span) {
    return arrived_.all(first_id(span.from + -id_slack), first_id(span.until + id_slack), span.from,
                        span.until);
}

std::vector<ChatAnswered> Facts::answered(Span span) {
    auto all = answered_.all(span.from, span.until);
    auto const later = answered_and_handed_on_.all(span.from, span.until);
    all.insert(all.end(), later.begin(), later.end());
    return all;
}

std::vector<ChatEnded> Facts::ended(Span span) { return ended_.all(span.from, span.until); }

std::vector<ChatHandedOn> Facts::handed_on(Span span) {
    return handed_on_.all(span.from, span.until);
}

std::vector<OfferLetPass> Facts::let_pass(Span span) {
    auto all = missed_.all(span.from, span.until);
    auto const declined = declined_.all(span.from, span.until);
    all.insert(all.end(), declined.begin(), declined.end());
    return all;
}

std::vector<WrapUpEnded> Facts::wrapped_up(Span span) {
    return wrapped_up_.all(span.from, span.until);
}

std::vector<ChatCoded> Facts::coded(Span span) { return coded_.all(span.from, span.until); }

std::vector<AgentOf> Facts::agents() { return agents_.all(); }

std::int64_t Facts::size(Span span) {
    return size_.first(first_id(span.from), first_id(span.until)).value_or(0);
}

std::optional<Instant> Facts::first() { return first_.first(); }

Reports::Reports(Database& sql)
    : folded_(sql, "SELECT from_at, until_at FROM report_folded WHERE id = 1"),
      set_folded_(sql,
                  "INSERT INTO report_folded (id, from_at, until_at) VALUES (1, :from, :until) "
                  "ON CONFLICT (id) DO UPDATE SET from_at = excluded.from_at, "
                  "until_at = excluded.until_at"),
      changed_(sql,
               "SELECT hour FROM report_changed WHERE hour < :until ORDER BY hour LIMIT :limit"),
      forget_changed_(sql, "DELETE FROM report_changed WHERE hour = :hour"),
      of_day_(sql,
              "SELECT organization_id, subject, day, queue_id, ref_id, state, sums, quarters "
              "FROM report_days WHERE day = :day"),
      save_(sql,
            "INSERT INTO report_days (organization_id, subject, day, queue_id, ref_id, state, "
            "sums, quarters) VALUES (:organization, :subject, :day, :queue, :ref, :state, :sums, "
            ":quarters) ON CONFLICT (organization_id, subject, day, queue_id, ref_id, state) "
            "DO UPDATE SET sums = excluded.sums, quarters = excluded.quarters"),
      remove_(sql,
              "DELETE FROM report_days WHERE organization_id = :organization "
              "AND subject = :subject AND day = :day AND queue_id = :queue AND ref_id = :ref "
              "AND state = :state"),
      sums_(sql,
            "SELECT day, queue_id, ref_id, state, sums FROM report_days "
            "WHERE organization_id = :organization AND subject = :subject AND day >= :from "
            "AND day < :until"),
      quarters_(sql,
                "SELECT day, queue_id, ref_id, state, quarters FROM report_days "
                "WHERE organization_id = :organization AND subject = :subject AND day >= :from "
                "AND day < :until"),
      code_label_(sql,
                  "SELECT label FROM codes WHERE organization_id = :organization AND id = :id") {}

std::optional<Span> Reports::folded() { return folded_.first(); }

void Reports::set_folded(Span span) { set_folded_.run(span.from, span.until); }

std::vector<Instant> Reports::changed(Instant until, std::int64_t limit) {
    return changed_.all(until, limit);
}

void Reports::forget_changed(Instant hour) { forget_changed_.run(hour); }

std::vector<ReportDay> Reports::of_day(Instant day) { return of_day_.all(day); }

void Reports::save(ReportDay const& it) {
    save_.run(it.organization, it.subject, it.day, it.queue, it.ref, it.state, it.sums,
              it.quarters);
}

void Reports::remove(ReportDay const& it) {
    remove_.run(it.organization, it.subject, it.day, it.queue, it.ref, it.state);
}

std::vector<ReportPart> Reports::sums(OrganizationId organization, ReportSubject subject,
                                      Span days) {
    return sums_.all(organization, subject, days.from, days.until);
}

std::vector<ReportPart> Reports::quarters(OrganizationId organization, ReportSubject subject,
                                          Span days) {
    return quarters_.all(organization, subject, days.from, days.until);
}

std::optional<std::string> Reports::code_label(OrganizationId organization, CodeId code) {
    return code_label_.first(organization, code);
}

}  // namespace parley::store
