#include "store/chat_lists.hpp"

#include <algorithm>

#include "store/nouns.hpp"

namespace parley::store {

namespace {

constexpr Instant never{INT64_MAX};
constexpr auto rest =
    " AND state = :state AND (:every_queue = 1 OR queue_id = :queue) AND id >= :first "
    "AND id < :before AND started_at >= :since AND started_at < :until "
    "ORDER BY id DESC LIMIT :limit";

std::string list(std::string const& where) {
    return std::string{Chats::columns} + " WHERE " + where + rest;
}

}  // namespace

ChatLists::ChatLists(Database& sql)
    // By the index of ends: as many are read as have ended in the span.
    : ended_(sql, list("id IN (SELECT id FROM chats WHERE organization_id = :organization "
                       "AND ended_at IS NOT NULL AND ended_at >= :ended_since "
                       "AND ended_at < :ended_until) AND (:everybody = 1 OR agent_id = :agent) "
                       "AND (:abandoned = 0 OR (accepted_at IS NULL AND end_reason IN "
                       "('customer_cancelled', 'wait_expired', 'queue_closed')))")),
      of_agent_(sql, list("agent_id = :agent")),
      over_of_queue_(sql, list("queue_id = :whose AND state IN ('closed', 'unanswered')")),
      over_(sql, list("organization_id = :organization AND ended_at IS NOT NULL")),
      held_(sql, list("organization_id = :organization AND agent_id IS NOT NULL "
                      "AND ended_at IS NULL")),
      unowned_(sql, list("organization_id = :organization AND agent_id IS NULL "
                         "AND ended_at IS NULL")),
      in_wrap_up_(sql, std::string{Chats::columns} +
                           " WHERE id IN (SELECT w.chat_id FROM wrap_ups w "
                           "WHERE w.organization_id = :organization AND w.ended_at IS NULL "
                           "AND (:every_queue = 1 OR w.queue_id = :queue) "
                           "AND (:everybody = 1 OR w.agent_id = :agent)) AND id < :before "
                           "AND started_at >= :since AND started_at < :until "
                           "ORDER BY id DESC LIMIT :limit") {}

std::vector<Chat> ChatLists::in_wrap_up(ChatFilter const& it) {
    return in_wrap_up_.all(it.organization, it.queue ? 0 : 1, it.queue.value_or(QueueId{}),
                           it.agent ? 0 : 1, it.agent.value_or(UserId{}), it.before,
                           it.since.value_or(Instant{}), it.until.value_or(never), it.limit);
}

std::vector<Chat> ChatLists::find(ChatFilter const& it) {
    // Ids grow with time; the clocks of nodes differ by less than a minute.
    constexpr auto apart = std::chrono::minutes{1};
    auto const since = it.since.value_or(Instant{});
    auto const until = it.until.value_or(never);
    auto const first = it.since ? IdMaker::first_at(since + -apart) : 0;
    auto const end = it.until ? IdMaker::first_at(until + apart) : INT64_MAX;
    ChatId const before{std::min(it.before.value, end)};
    auto const look = [&](auto& list, auto whose) {
        return list.all(whose, it.state, it.queue ? 0 : 1, it.queue.value_or(QueueId{}),
                        ChatId{first}, before, since, until, it.limit);
    };
    if (it.ended_since || it.ended_until || it.abandoned) {
        return ended_.all(it.organization, it.ended_since.value_or(Instant{}),
                          it.ended_until.value_or(never), it.agent ? 0 : 1,
                          it.agent.value_or(UserId{}), it.abandoned ? 1 : 0, it.state,
                          it.queue ? 0 : 1, it.queue.value_or(QueueId{}), ChatId{first}, before,
                          since, until, it.limit);
    }
    if (it.agent) return look(of_agent_, *it.agent);
    if (!domain::is_over(it.state)) {
        bool const held = it.state == domain::ChatState::active;
        return look(held ? held_ : unowned_, it.organization);
    }
    return it.queue ? look(over_of_queue_, *it.queue) : look(over_, it.organization);
}

}  // namespace parley::store
