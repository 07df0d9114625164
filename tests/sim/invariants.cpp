// What must hold after every step.
#include <algorithm>
#include <set>

#include "domain/routing.hpp"
#include "service/access.hpp"
#include "service/arrivals.hpp"
#include "service/customer_link.hpp"
#include "service/policy.hpp"
#include "service/routing.hpp"
#include "world.hpp"

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
    "UNION ALL SELECT 'C19: supervisions that go on are not what a chat counts', count(*) "
    "FROM chats c WHERE c.supervised <> (SELECT count(*) FROM supervisions s "
    "WHERE s.chat_id = c.id AND s.until_at IS NULL) "
    "OR (c.supervised > 0 AND c.ended_at IS NOT NULL) "
    "UNION ALL SELECT 'C19: who watches takes part, or who takes part by right does not', "
    "count(*) FROM supervisions s JOIN chats c ON c.id = s.chat_id WHERE s.until_at IS NULL "
    "AND ((s.mode = 'take_over') <> (c.agent_id IS NOT NULL AND c.agent_id = s.user_id) "
    "OR (s.mode = 'join') <> EXISTS (SELECT 1 FROM guests g WHERE g.chat_id = c.id "
    "AND g.agent_id = s.user_id AND g.left_at IS NULL)) "
    "UNION ALL SELECT 'P3: whispers have holes, or stand where no message is', count(*) "
    "FROM whispers w JOIN chats c ON c.id = w.chat_id WHERE w.after_seq > c.seq "
    "OR w.place > (SELECT count(*) FROM whispers o WHERE o.chat_id = w.chat_id) "
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

void World::check_counts(store::Tx& tx) {
    std::string query = counts;
    query.replace(query.find("{now}"), 5, std::to_string(tx.now().ms));
    store::Statement<Named> statement{connection_->session(), query};
    for (auto const& [what, count] : statement.all()) {
        if (count != 0) throw Violated(what);
    }
}

/// An agent's row says what the switches say of the agent.
void World::check_switches(store::Tx& tx) {
    for (auto const& one : agents_) {
        auto const agent = tx.agents.get(one.user);
        auto said = agent;
        service::apply_switches(tx, said);
        auto const of_switches = [](store::Agent const& row) {
            return std::tuple{row.capacity, row.offers_max, row.busy_when, row.wrap_up_scope,
                              row.wrap_up_blocks};
        };
        if (agent.enabled && of_switches(said) != of_switches(agent)) {
            throw Violated("an agent's row is not what the switches say");
        }
    }
}

void World::check_chats(store::Tx& tx) {
    for (; checked_ < acknowledged_.size(); ++checked_) {
        auto const& [chat, message] = acknowledged_[checked_];
        check_acknowledged(tx, message, chat);
        auto const row = tx.chats.get(chat);
        auto const stored = tx.messages.after(chat, 0, 1'000'000);
        std::int64_t seq = 0;
        std::set<std::pair<std::int64_t, std::string>> client_ids;
        for (auto const& each : stored) {
            if (each.seq != ++seq) throw Violated("P3: seq is not dense");
            if (!client_ids.emplace(each.from_id, each.client_id).second) {
                throw Violated("P2: a client_id is stored twice");
            }
        }
        if (row.seq != seq) throw Violated("P3: the chat's seq is not that of its last message");
        if (row.read_agent > seq || row.read_customer > seq) throw Violated("read beyond the end");
    }
}

void World::check_acknowledged(store::Tx& tx, Acknowledged const& message, ChatId chat) {
    auto const found = tx.messages.at(chat, message.seq);
    if (!found) throw Violated("P1: an acknowledged message is lost");
    if (found->text != message.text || found->client_id != message.client_id ||
        found->from_id != message.author.author_id()) {
        throw Violated("P1: an acknowledged message has changed");
    }
}

/// Nobody who let a chat pass is asked again before the exclusion is over.
void World::check_offers(store::Tx& tx) {
    for (auto const& agent : agents_) {
        for (auto const& offer : tx.offers.open_of(agent.user)) {
            if (offer.kind != store::OfferKind::queue) continue;  // by a person, whom they like
            if (std::ranges::find(seen_offers_, std::pair{offer.chat, offer.id}) !=
                seen_offers_.end()) {
                continue;
            }
            seen_offers_.emplace_back(offer.chat, offer.id);
            if (seen_offers_.size() > 500) seen_offers_.erase(seen_offers_.begin());
            auto const exclude =
                seconds{service::policy_of(tx, tx.queues.get(offer.queue)).exclude_s};
            for (auto const& past :
                 tx.offers.let_pass(offer.chat, offer.offered_at + -milliseconds{exclude})) {
                if (past.agent == offer.agent && past.decided_at <= offer.offered_at) {
                    throw Violated("an agent was asked again too soon");
                }
            }
        }
    }
}

/// P8: no chat waits while somebody could take it now; and where somebody could after a while, a
/// timer is set for it.
void World::check_nobody_waits_for_nothing(store::Tx& tx) {
    for (auto const id : queues_) {
        auto const queue = tx.queues.get(id);
        if (service::policy_of(tx, queue).routing == domain::Routing::pull) continue;
        auto const candidates = service::candidates_of(tx, id);
        auto const rules = service::rules_of(tx, queue);
        auto const of_queue = *domain::needs_from_word(tx.line.needs_of(id));
        auto const timer = tx.timers().find(store::TimerKind::route_again, id.value);
        for (auto const& row : tx.line.queued(id, 1000)) {
            domain::WaitingChat const chat{
                row.id,        row.priority,
                row.queued_at, domain::combined(of_queue, *domain::needs_from_word(row.needs)),
                row.wanted,    service::past_of(tx, row.id, rules.exclude)};
            if (domain::choose(candidates, chat, rules, tx.now())) {
                throw Violated("P8: a chat waits although an agent could take it");
            }
            auto const chance = domain::next_chance(candidates, chat, rules, tx.now());
            if (chance && (!timer || timer->due_at > *chance)) {
                throw Violated("P8: nobody will look again when an agent could take it");
            }
        }
    }
}

/// C19: of a customer who has gone somebody will find out whether they come back.
void World::check_links(store::Tx& tx) {
    for (auto const& agent : agents_) {
        for (auto const id : tx.chats.active_of(agent.user)) {
            auto const chat = tx.chats.get(id);
            if (!chat.customer_gone_at) continue;
            if (tx.timers().find(store::TimerKind::customer_gone, id.value)) continue;
            auto const policy = service::policy_of(tx, tx.queues.get(chat.queue));
            if (policy.customer_lost_s == 0 && service::absent_since(tx, chat)) continue;
            throw Violated("C19: nobody looks for a customer who has gone");
        }
    }
}

/// A chat that another queue may take has a timer for it, and a queue with hours one for their next
/// change.
void World::check_moves(store::Tx& tx) {
    for (auto const id : queues_) {
        auto const queue = tx.queues.get(id);
        auto const opening = service::opening_of(tx, queue);
        auto const change = tx.timers().find(store::TimerKind::hours_change, id.value);
        if (queue.enabled && opening.changes_at &&
            (!change || change->due_at > *opening.changes_at)) {
            throw Violated("C14: nobody will look when a queue opens or closes");
        }
        auto const policy = service::policy_of(tx, queue);
        auto const to = tx.queues.find(policy.overflow_queue);
        if (policy.overflow_s == 0 || !to || to->id == id) continue;
        for (auto const& row : tx.line.queued(id, 1000)) {
            auto const moves = tx.arrivals.moves(row.id);
            bool const been_there = std::ranges::any_of(moves, [&](store::ChatMove const& move) {
                return move.cause == store::MoveCause::overflow &&
                       (move.from == to->id || move.to == to->id);
            });
            if (!been_there && !tx.timers().find(store::TimerKind::overflow, row.id.value)) {
                throw Violated("C12: a chat waits that no other queue will take");
            }
        }
    }
}

void World::check_mirrors(store::Tx& tx) {
    auto const same = [&](std::string const& client, std::vector<store::Chat> const& chats) {
        std::map<std::string, MirroredChat> fresh;
        for (auto const& chat : chats) {
            fresh[to_text(chat.id)] = {std::string{word(chat.state)}, chat.seq, chat.read_customer,
                                       chat.read_agent};
        }
        auto& mirror = mirrors_[client];
        // Whether a waiting chat is offered right now is not told to customers: it waits.
        for (auto* side : {&fresh, &mirror.chats}) {
            for (auto& [id, chat] : *side) {
                if (chat.state == "offered") chat.state = "queued";
            }
        }
        if (fresh != mirror.chats) throw Violated("P5: events and snapshot differ for " + client);
    };
    for (auto const& customer : customers_) {
        auto const open = tx.chats.open_of(customer.visitor);
        same(to_text(customer.visitor), open ? std::vector{*open} : std::vector<store::Chat>{});
    }
    for (auto const& agent : agents_) {
        std::vector<store::Chat> chats;
        for (auto const id : tx.chats.active_of(agent.user)) chats.push_back(tx.chats.get(id));
        for (auto const& guest : tx.guests.of_agent(agent.user)) {
            chats.push_back(tx.chats.get(guest.chat));
            chats.back().read_agent = guest.read_seq;
        }
        same(to_text(agent.user), chats);
        auto const& mirror = mirrors_[to_text(agent.user)];
        std::map<std::string, std::string> offers;
        for (auto const& offer : tx.offers.open_of(agent.user))
            offers[to_text(offer.id)] = to_text(offer.chat);
        auto const view = service::presence_view(tx.agents.get(agent.user));
        if (offers != mirror.offers) throw Violated("P5: an agent's offers differ from the events");
        if (word(view.label) != mirror.label || view.load != mirror.load) {
            throw Violated("P5: an agent's presence differs from the events");
        }
    }
}

void World::check() {
    connection_->run([&](store::Tx& tx) {
        check_counts(tx);
        check_switches(tx);
        check_chats(tx);
        check_offers(tx);
        check_nobody_waits_for_nothing(tx);
        check_moves(tx);
        check_links(tx);
        check_mirrors(tx);
    });
}

void World::check_all() {
    check();
    connection_->run([&](store::Tx& tx) {
        for (auto const& [chat, message] : acknowledged_) check_acknowledged(tx, message, chat);
    });
}

}  // namespace parley::sim
