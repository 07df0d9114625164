#include "service/routing.hpp"

#include <algorithm>

#include "service/presence.hpp"
#include "service/tell.hpp"

namespace parley::service {

namespace {

std::vector<domain::Candidate> ready_agents(store::Tx& tx, QueueId queue) {
    std::vector<domain::Candidate> ready;
    for (auto const& agent : tx.agents.ready(queue)) ready.push_back(as_candidate(agent));
    return ready;
}

/// Reserves the chat for the agent until the offer's time is up.
void make_offer(store::Tx& tx, store::Queue const& queue, ChatId chat_id, UserId agent_id) {
    auto chat = tx.chats.get(chat_id);
    auto agent = tx.agents.get(agent_id);
    chat.state = domain::after(chat.state, domain::ChatEvent::offer, accepted(chat));
    agent.offered += 1;
    agent.idle_since = tx.now();
    store::Offer const offer{tx.make_id<OfferId>(),
                             chat.organization,
                             chat.id,
                             queue.id,
                             agent.id,
                             store::OfferState::open,
                             tx.now(),
                             tx.now() + seconds{queue.offer_s},
                             std::nullopt,
                             {}};
    tx.offers.add(offer);  // constraint: one open offer a chat (P6)
    tx.chats.save(chat);
    tx.agents.save(agent);  // constraint: load within capacity (P7)
    tx.set_timer(offer.expires_at, store::TimerKind::offer_expires, offer.id.value);
    tell_agent(tx, agent.id, "chat.offered", OfferTold{offer_view(tx, offer)});
    tell_presence(tx, agent);
}

}  // namespace

domain::WaitingChat as_waiting(store::Tx& tx, ChatId id, milliseconds exclude) {
    domain::WaitingChat chat;
    chat.id = id;
    for (auto const& offer : tx.offers.let_pass(id, tx.now() + -exclude)) {
        chat.past.push_back(
            {offer.agent, *offer.decided_at, offer.state == store::OfferState::expired});
    }
    return chat;
}

void route(store::Tx& tx, QueueId queue_id) {
    constexpr std::int64_t chats_looked_at = 200;
    tx.lock(queue_id);
    tx.waiting_changed(queue_id);
    auto ready = ready_agents(tx, queue_id);
    if (ready.empty()) return;
    auto const queue = tx.queues.get(queue_id);
    domain::RoutingRules const rules{domain::Strategy::longest_idle, seconds{queue.exclude_s}};
    for (auto const id : tx.chats.queued(queue_id, chats_looked_at)) {
        auto const chat = as_waiting(tx, id, rules.exclude);
        auto const chosen = domain::choose(ready, chat, rules, tx.now());
        if (!chosen) {
            auto const again = domain::next_chance(ready, chat, rules, tx.now());
            auto const set = tx.timers().find(store::TimerKind::route_again, queue_id.value);
            if (again && (!set || *again < set->due_at)) {
                tx.set_timer(*again, store::TimerKind::route_again, queue_id.value);
            }
            continue;
        }
        make_offer(tx, queue, id, *chosen);
        domain::take(ready, *chosen, tx.now());
        std::erase_if(ready, [](auto const& agent) { return !domain::is_routable(agent.facts); });
        if (ready.empty()) return;
    }
}

void route_queues_of(store::Tx& tx, UserId agent) {
    for (auto const queue : tx.queues.of_member(agent)) route(tx, queue);
}

void take_back(store::Tx& tx, store::Offer const& offer, WithdrawReason why,
               std::string const& reason) {
    auto const outcome = why == WithdrawReason::declined  ? store::OfferState::declined
                         : why == WithdrawReason::expired ? store::OfferState::expired
                                                          : store::OfferState::withdrawn;
    tx.offers.decide(offer.id, outcome, tx.now(), reason);
    tx.clear_timer(store::TimerKind::offer_expires, offer.id.value);
    auto chat = tx.chats.get(offer.chat);
    chat.state = domain::after(chat.state, domain::ChatEvent::give_back, accepted(chat));
    tx.chats.save(chat);
    auto agent = tx.agents.get(offer.agent);
    agent.offered -= 1;
    agent.idle_since = tx.now();  // whoever lets a chat pass goes to the end of the line
    tx.agents.save(agent);
    tell_agent(tx, offer.agent, "offer.withdrawn", OfferWithdrawn{offer.id, offer.chat, why});
    tell_presence(tx, agent);
}

void limit_wait(store::Tx& tx, store::Chat const& chat) {
    auto const queue = tx.queues.get(chat.queue);
    tx.set_timer(tx.now() + seconds{queue.max_wait_s}, store::TimerKind::wait_expires,
                 chat.id.value);
}

void offer_expired(store::Tx& tx, OfferId id) {
    auto const offer = tx.offers.find(id);
    if (!offer || offer->state != store::OfferState::open) return;
    take_back(tx, *offer, WithdrawReason::expired);
    offer_missed(tx, offer->agent);
    route(tx, offer->queue);
    route_queues_of(tx, offer->agent);
}

}  // namespace parley::service
