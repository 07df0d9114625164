#include "service/routing.hpp"

#include "service/presence.hpp"
#include "service/tell.hpp"

namespace parley::service {

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
