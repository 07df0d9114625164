#include "service/routing.hpp"

#include "service/policy.hpp"
#include "service/presence.hpp"
#include "service/tell.hpp"

namespace parley::service {

void make_offer(store::Tx& tx, store::Queue const& queue, domain::Policy const& policy,
                ChatId chat_id, UserId agent_id) {
    auto chat = tx.chats.get(chat_id);
    auto agent = tx.agents.get(agent_id);
    chat.state = domain::after(chat.state, domain::ChatEvent::offer, accepted(chat));
    agent.offered += 1;
    agent.idle_since = tx.now();
    auto const window = policy.offer_s > 0 ? milliseconds{seconds{policy.offer_s}} : without_end;
    store::Offer const offer{
        tx.make_id<OfferId>(),   chat.organization, chat.id,           queue.id,     agent.id,
        store::OfferState::open, tx.now(),          tx.now() + window, std::nullopt, {}};
    tx.offers.add(offer);  // constraint: one open offer a chat (P6)
    tx.chats.save(chat);
    tx.agents.save(agent);  // constraint: load within room (P7)
    tx.set_timer(offer.expires_at, store::TimerKind::offer_expires, offer.id.value);
    tell_agent(tx, agent.id, "chat.offered", OfferTold{offer_view(tx, offer)});
    tell_presence(tx, agent);
}

void limit_wait(store::Tx& tx, store::Chat const& chat) {
    auto const policy = policy_of(tx, tx.queues.get(chat.queue));
    tx.set_timer(tx.now() + seconds{policy.max_wait_s}, store::TimerKind::wait_expires,
                 chat.id.value);
}

void nobody_free(store::Tx& tx, store::Queue const& queue) {
    for (auto const user : tx.agents.full(queue.id)) {
        auto agent = tx.agents.get(user);
        if (agent.overfull || agent.busy_when != domain::BusyWhen::over_cap) continue;
        agent.overfull = true;
        tx.agents.save(agent);
        tell_presence(tx, agent);
        busy_by_chats(tx, user);
    }
}

}  // namespace parley::service
