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

void World::check_counts() {
    auto const broken = counts_.broken_rule();
    if (!broken.empty()) throw Violated(broken);
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

/// Where one speaks at a time, nobody else was heard (N6).
void World::check_may_speak(store::Chat const& chat, service::Actor const& actor,
                            std::optional<std::int64_t> word) {
    if (!chat.one_speaker) return;
    if (actor.user != (chat.speaker ? chat.speaker : chat.agent)) {
        throw Violated("N6: somebody without the word has spoken");
    }
    if (word && *word != chat.word) throw Violated("N6: somebody spoke with a word of before");
}

/// The word's number has grown wherever somebody else has it.
void World::check_word(store::Tx& tx) {
    for (auto const& agent : agents_) {
        for (auto const id : tx.chats.active_of(agent.user)) {
            auto const chat = tx.chats.get(id);
            auto const holder = chat.speaker.value_or(*chat.agent);
            auto& [known_holder, known_word] = words_[id];
            if (chat.word < known_word ||
                (holder != known_holder && known_holder != UserId{} && chat.word == known_word)) {
                throw Violated("N6: somebody else has the word, with the number of before");
            }
            known_holder = holder;
            known_word = chat.word;
        }
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
    check_counts();
    connection_->run([&](store::Tx& tx) {
        check_switches(tx);
        check_chats(tx);
        check_offers(tx);
        check_word(tx);
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
