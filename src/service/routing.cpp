#include "service/routing.hpp"

#include "service/arrivals.hpp"
#include "service/policy.hpp"
#include "service/presence.hpp"
#include "service/tell.hpp"

namespace parley::service {

void make_offer(store::Tx& tx, store::Queue const& queue, domain::Policy const& policy, ChatId chat,
                UserId agent, std::string const& reasons) {
    auto const window = policy.offer_s > 0 ? milliseconds{seconds{policy.offer_s}} : without_end;
    store::Offer const offer{tx.make_id<OfferId>(),
                             queue.organization,
                             chat,
                             queue.id,
                             agent,
                             store::OfferState::open,
                             tx.now(),
                             tx.now() + window,
                             std::nullopt,
                             {},
                             policy.weight};
    tx.line.offer(offer, reasons);
    tx.set_timer(offer.expires_at, store::TimerKind::offer_expires, offer.id.value);
    tell_agent(tx, agent, "chat.offered", OfferTold{offer_view(tx, offer, queue)});
    tell_presence(tx, tx.agents.get(agent));
}

void limit_wait(store::Tx& tx, store::Chat const& chat) {
    auto const policy = policy_of(tx, tx.queues.get(chat.queue));
    tx.set_timer(tx.now() + seconds{policy.max_wait_s}, store::TimerKind::wait_expires,
                 chat.id.value);
    if (policy.overflow_s > 0) watch_overflow(tx, chat, policy);
}

std::int64_t agents_available(store::Tx& tx, store::Queue const& queue) {
    return tx.agents.ready_count(queue.id, policy_of(tx, queue).weight);
}

void nobody_free(store::Tx& tx, store::Queue const& queue) {
    for (auto const user : tx.agents.full(queue.id, policy_of(tx, queue).weight)) {
        auto agent = tx.agents.get(user);
        if (agent.overfull || agent.busy_when != domain::BusyWhen::over_cap) continue;
        agent.overfull = true;
        tx.agents.save(agent);
        tell_presence(tx, agent);
        busy_by_chats(tx, user);
    }
}

}  // namespace parley::service
