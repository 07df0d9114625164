#pragma once
// What was first in a chat `c`, as SQL: reports and live figures count by it alike.

namespace parley::store {

/// When an agent had it first. A chat that is given away as it waits is handed on by nobody.
inline constexpr auto first_accepted =
    "CASE WHEN c.hand_overs = 0 THEN c.accepted_at ELSE COALESCE((SELECT h.since FROM hand_overs h "
    "WHERE h.chat_id = c.id AND h.from_agent_id IS NOT NULL ORDER BY h.place LIMIT 1), "
    "c.accepted_at) END";

/// The queue in which it began, wherever it went later.
inline constexpr auto first_queue =
    "COALESCE((SELECT m.from_queue_id FROM chat_moves m "
    "WHERE m.chat_id = c.id AND m.at > c.started_at AND m.at <= COALESCE("
    "(SELECT h.at FROM hand_overs h WHERE h.chat_id = c.id AND h.place = 1), m.at) "
    "ORDER BY m.place LIMIT 1), (SELECT h.from_queue_id FROM hand_overs h "
    "WHERE h.chat_id = c.id AND h.place = 1), c.queue_id)";

/// From when on the customer waited for an agent.
inline constexpr auto waited_since = "COALESCE(c.waits_since, c.started_at)";

/// Of a chat with an owner: nobody had it before.
inline constexpr auto never_handed_on =
    "(c.hand_overs = 0 OR NOT EXISTS (SELECT 1 FROM hand_overs h WHERE h.chat_id = c.id "
    "AND h.from_agent_id IS NOT NULL))";

/// Of a hand-over `h` by an agent: it was the chat's first.
inline constexpr auto first_hand_over =
    "h.from_agent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM hand_overs e "
    "WHERE e.chat_id = h.chat_id AND e.place < h.place AND e.from_agent_id IS NOT NULL)";

}  // namespace parley::store
