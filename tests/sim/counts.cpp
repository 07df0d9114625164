#include "counts.hpp"

#include <boost/describe.hpp>

#include "store/statement.hpp"

namespace parley::sim {

namespace {

struct Named {
    std::string what;
    std::int64_t count;
};
BOOST_DESCRIBE_STRUCT(Named, (), (what, count))

// Each query counts rows that must not exist.
constexpr auto counts =
    "SELECT 'P6: a chat is offered without exactly one open offer', count(*) FROM chats c "
    "WHERE c.state IN ('queued', 'offered') AND c.state = 'offered' AND "
    "(SELECT count(*) FROM offers o WHERE o.chat_id = c.id AND o.state = 'open') <> 1 "
    "UNION ALL SELECT 'P6: an open offer of a chat that is not offered', count(*) FROM offers o "
    "JOIN chats c ON c.id = o.chat_id WHERE o.state = 'open' AND o.kind = 'queue' "
    "AND c.state <> 'offered' "
    "UNION ALL SELECT 'C14: a colleague is asked for a chat that is not the asking one''s', "
    "count(*) FROM offers o JOIN chats c ON c.id = o.chat_id WHERE o.state = 'open' "
    "AND o.kind <> 'queue' AND (c.state <> 'active' OR c.agent_id <> o.from_agent_id "
    "OR o.agent_id = c.agent_id OR c.asked_offer_id IS NULL OR c.asked_offer_id <> o.id) "
    "UNION ALL SELECT 'C14: a chat says that somebody is asked who is not', count(*) FROM chats c "
    "WHERE c.asked_offer_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM offers o "
    "WHERE o.id = c.asked_offer_id AND o.state = 'open' AND o.kind <> 'queue') "
    "UNION ALL SELECT 'C13: hand-overs are not what they count', count(*) FROM chats c "
    "WHERE c.hand_overs <> (SELECT count(*) FROM hand_overs h WHERE h.chat_id = c.id) "
    "UNION ALL SELECT 'C13, C14: a chat has no owner and is in no queue, or two', count(*) "
    "FROM chats c WHERE (c.state = 'active') <> (c.agent_id IS NOT NULL AND c.ended_at IS NULL) "
    "UNION ALL SELECT 'C15: guests are not what a chat counts, or are where none can be', "
    "count(*) FROM chats c WHERE c.guests <> (SELECT count(*) FROM guests g "
    "WHERE g.chat_id = c.id AND g.left_at IS NULL) OR (c.guests > 0 AND c.state <> 'active') "
    "UNION ALL SELECT 'C15: a guest is the owner', count(*) FROM guests g "
    "JOIN chats c ON c.id = g.chat_id AND c.agent_id = g.agent_id WHERE g.left_at IS NULL "
    "UNION ALL SELECT 'C15: a guest is asked to come, too', count(*) FROM guests g "
    "JOIN offers o ON o.chat_id = g.chat_id AND o.agent_id = g.agent_id AND o.state = 'open' "
    "WHERE g.left_at IS NULL "
    "UNION ALL SELECT 'N6: who has the word takes no part', count(*) FROM chats c "
    "WHERE c.speaker_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM guests g "
    "WHERE g.chat_id = c.id AND g.agent_id = c.speaker_id AND g.left_at IS NULL) "
    "UNION ALL SELECT 'supervision: those that go on are not what a chat counts', count(*) "
    "FROM chats c WHERE c.supervised <> (SELECT count(*) FROM supervisions s "
    "WHERE s.chat_id = c.id AND s.until_at IS NULL) "
    "OR (c.supervised > 0 AND c.ended_at IS NOT NULL) "
    "UNION ALL SELECT 'supervision: who watches takes part, or who takes part by right does not', "
    "count(*) FROM supervisions s JOIN chats c ON c.id = s.chat_id WHERE s.until_at IS NULL "
    "AND ((s.mode = 'take_over') <> (c.agent_id IS NOT NULL AND c.agent_id = s.user_id) "
    "OR (s.mode = 'join') <> EXISTS (SELECT 1 FROM guests g WHERE g.chat_id = c.id "
    "AND g.agent_id = s.user_id AND g.left_at IS NULL)) "
    "UNION ALL SELECT 'P3: whispers have holes, or stand where no message is', count(*) "
    "FROM whispers w JOIN chats c ON c.id = w.chat_id WHERE w.after_seq > c.seq "
    "OR w.place > (SELECT count(*) FROM whispers o WHERE o.chat_id = w.chat_id) "
    "UNION ALL SELECT 'help: called for in a chat that has ended, or kept without a call', "
    "count(*) FROM chats c WHERE (c.help_wanted_at IS NOT NULL AND c.ended_at IS NOT NULL) "
    "OR (c.help_wanted_at IS NULL AND (c.helper_id IS NOT NULL OR c.help_text <> '')) "
    "UNION ALL SELECT 'help: who is on it neither watches nor takes part', count(*) FROM chats c "
    "WHERE c.helper_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM supervisions s "
    "WHERE s.chat_id = c.id AND s.user_id = c.helper_id AND s.until_at IS NULL) "
    "AND NOT EXISTS (SELECT 1 FROM guests g WHERE g.chat_id = c.id "
    "AND g.agent_id = c.helper_id AND g.left_at IS NULL) "
    "UNION ALL SELECT 'N7: a draft of who does not watch, or for who has not the chat', count(*) "
    "FROM ghost_drafts d JOIN chats c ON c.id = d.chat_id WHERE d.settled_at IS NULL "
    "AND (c.agent_id IS NULL OR c.agent_id <> d.to_id OR c.ended_at IS NOT NULL OR NOT EXISTS "
    "(SELECT 1 FROM supervisions s WHERE s.chat_id = c.id AND s.user_id = d.from_id "
    "AND s.mode = 'watch' AND s.until_at IS NULL)) "
    "UNION ALL SELECT 'P7: load is not what it counts', count(*) FROM agents a WHERE "
    "a.offered <> (SELECT count(*) FROM offers o WHERE o.agent_id = a.user_id AND o.state = "
    "'open') "
    "OR a.active <> (SELECT count(*) FROM chats c WHERE c.agent_id = a.user_id AND c.state = "
    "'active') + (SELECT count(*) FROM guests g WHERE g.agent_id = a.user_id "
    "AND g.left_at IS NULL) "
    "OR a.wrap_ups <> (SELECT count(*) FROM wrap_ups w WHERE w.agent_id = a.user_id AND "
    "w.ended_at IS NULL) "
    "UNION ALL SELECT 'P7: load above the room for it', count(*) FROM agents WHERE "
    "100 * (offered + active + wrap_ups) + extra > room OR room < 100 * capacity "
    "UNION ALL SELECT 'C13: places taken are not what chats take', count(*) FROM agents a WHERE "
    "100 * (a.offered + a.active + a.wrap_ups) + a.extra <> "
    "(SELECT COALESCE(sum(o.weight), 0) FROM offers o "
    "WHERE o.agent_id = a.user_id AND o.state = 'open') "
    "+ (SELECT COALESCE(sum(c.weight), 0) FROM chats c "
    "WHERE c.agent_id = a.user_id AND c.state = 'active') "
    "+ (SELECT COALESCE(sum(g.weight), 0) FROM guests g "
    "WHERE g.agent_id = a.user_id AND g.left_at IS NULL) "
    "+ (SELECT COALESCE(sum(w.weight), 0) FROM wrap_ups w "
    "WHERE w.agent_id = a.user_id AND w.ended_at IS NULL) "
    "UNION ALL SELECT 'a waiting chat without its timer', count(*) FROM chats c "
    "WHERE c.state IN ('bot', 'queued', 'offered') AND NOT EXISTS "
    "(SELECT 1 FROM timers t WHERE t.kind = 'wait_expires' AND t.ref = c.id) "
    "UNION ALL SELECT 'C2: a chat with a bot has an owner, an offer or a wrap-up', count(*) "
    "FROM chats c WHERE c.state = 'bot' AND (c.agent_id IS NOT NULL OR c.asked_offer_id IS NOT "
    "NULL "
    "OR EXISTS (SELECT 1 FROM offers o WHERE o.chat_id = c.id) "
    "OR EXISTS (SELECT 1 FROM wrap_ups w WHERE w.chat_id = c.id)) "
    "UNION ALL SELECT 'C4: a chat in the line, or with an agent, has a bot', count(*) FROM chats c "
    "WHERE c.ended_at IS NULL AND (c.state = 'bot') <> (c.bot_id IS NOT NULL) "
    "UNION ALL SELECT 'fE10: a bot has said more than a greeting and an answer to each text', "
    "count(*) FROM chats c WHERE (SELECT count(*) FROM messages m WHERE m.chat_id = c.id "
    "AND m.from_kind = 'bot') > 1 + (SELECT count(*) FROM messages m WHERE m.chat_id = c.id "
    "AND m.from_kind = 'customer') "
    "UNION ALL SELECT 'an open offer without its timer', count(*) FROM offers o "
    "WHERE o.state = 'open' AND NOT EXISTS "
    "(SELECT 1 FROM timers t WHERE t.kind = 'offer_expires' AND t.ref = o.id) "
    "UNION ALL SELECT 'P9: chats of a lost agent without a grace timer', count(*) FROM agents a "
    "WHERE a.connected = 0 AND a.active > 0 AND NOT EXISTS "
    "(SELECT 1 FROM timers t WHERE t.kind = 'grace_expires' AND t.ref = a.user_id) "
    "UNION ALL SELECT 'an offer to somebody who is not ready', count(*) FROM agents a "
    "JOIN statuses s ON s.organization_id = a.organization_id AND s.key = a.status "
    "WHERE a.offered > 0 AND (s.kind <> 'ready' OR a.pending_status IS NOT NULL) "
    "UNION ALL SELECT 'an agent of another kind than their status', count(*) FROM agents a "
    "JOIN statuses s ON s.organization_id = a.organization_id AND s.key = a.status "
    "WHERE a.kind <> s.kind "
    "UNION ALL SELECT 'S14: a status waits although no chat is open', count(*) FROM agents "
    "WHERE pending_status IS NOT NULL AND active + wrap_ups = 0 "
    "UNION ALL SELECT 'S17: new chats are stopped although there is none', count(*) FROM agents "
    "WHERE stop_new = 1 AND active + wrap_ups = 0 "
    "UNION ALL SELECT 'S21: a wrap-up with an end and no timer', count(*) FROM wrap_ups w "
    "WHERE w.ended_at IS NULL AND w.due_at > {now} AND NOT EXISTS "
    "(SELECT 1 FROM timers t WHERE t.kind = 'wrap_up_expires' AND t.ref = w.id) "
    "UNION ALL SELECT 'a wrap-up of a chat that is still the agent''s', count(*) FROM wrap_ups w "
    "JOIN chats c ON c.id = w.chat_id WHERE w.ended_at IS NULL AND c.state <> 'closed' "
    "AND (c.agent_id = w.agent_id OR EXISTS (SELECT 1 FROM guests g WHERE g.chat_id = c.id "
    "AND g.agent_id = w.agent_id AND g.left_at IS NULL)) "
    "UNION ALL SELECT 'C12: a chat has come into a queue twice', count(*) FROM (SELECT 1 FROM "
    "chat_moves WHERE cause = 'overflow' GROUP BY chat_id, to_queue_id HAVING count(*) > 1) t "
    "UNION ALL SELECT 'a chat in a queue of another organization', count(*) FROM chats c "
    "JOIN queues q ON q.id = c.queue_id WHERE q.organization_id <> c.organization_id "
    "UNION ALL SELECT 'an offer to somebody of another organization', count(*) FROM offers o "
    "JOIN agents a ON a.user_id = o.agent_id WHERE o.state = 'open' "
    "AND a.organization_id <> o.organization_id";

}  // namespace

std::string broken_rule(store::Connection& connection) {
    return connection.run([&](store::Tx& tx) {
        std::string query = counts;
        query.replace(query.find("{now}"), 5, std::to_string(tx.now().ms));
        store::Statement<Named> statement{connection.session(), query};
        for (auto const& [what, count] : statement.all()) {
            if (count != 0) return what;
        }
        return std::string{};
    });
}

}  // namespace parley::sim
