// Small reads: queues with their figures, an agent's open offers, who one is.
#include <algorithm>

#include "service/operations.hpp"

namespace parley::service {

QueueItems queue_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::queue_view);
    auto const mine = tx.queues.of_member(actor.user);
    QueueItems result;
    for (auto const& queue : tx.queues.all(actor.organization)) {
        result.items.push_back(
            {queue.id, queue.name, queue.enabled, std::ranges::find(mine, queue.id) != mine.end(),
             tx.chats.waiting_count(queue.id), tx.chats.longest_wait_since(queue.id),
             tx.agents.ready_count(queue.id), queue.offer_s});
    }
    return result;
}

OfferItems offer_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::chat_handle);
    OfferItems result;
    for (auto const& offer : tx.offers.open_of(actor.user)) {
        result.items.push_back(offer_view(tx, offer));
    }
    return result;
}

AuthMe auth_me(Tx& tx, Actor const& actor, Nothing const&) {
    if (actor.kind != Actor::Kind::staff) throw Refused{Code::forbidden};
    return {user_view(tx.people.get(actor.user), tx.people.roles(actor.user))};
}

}  // namespace parley::service
