// Queues with their figures, and the switch that opens and closes them; small reads: an agent's
// open offers, who one is.
#include <algorithm>

#include "service/arrivals.hpp"
#include "service/dashboard.hpp"
#include "service/operations.hpp"
#include "service/policy.hpp"
#include "service/tell.hpp"

namespace parley::service {

namespace {

QueueInfoView queue_view(Tx& tx, store::Queue const& queue, bool member) {
    auto const policy = policy_of(tx, queue);
    auto const opening = opening_of(tx, queue);
    return {queue.id,
            queue.name,
            queue.partition,
            queue.enabled,
            opening.open,
            opening.changes_at,
            queue.hours,
            queue.bot,
            member,
            tx.chats.waiting_count(queue.id),
            tx.chats.longest_wait_since(queue.id),
            tx.agents.ready_count(queue.id, policy.weight),
            policy.routing,
            policy.offer_s,
            policy.reply_target_s,
            wait_hit_rate(tx, queue.id)};
}

}  // namespace

QueueItems queue_list(Tx& tx, Actor const& actor, Nothing const&) {
    actor.need(domain::Right::queue_view);
    need_dashboard(tx, actor);
    auto const mine = tx.queues.of_member(actor.user);
    QueueItems result;
    for (auto const& queue : tx.queues.all(actor.organization)) {
        bool const member = std::ranges::find(mine, queue.id) != mine.end();
        if (member || actor.reaches(queue.id)) {
            result.items.push_back(queue_view(tx, queue, member));
        }
    }
    return result;
}

QueueResult queue_set_enabled(Tx& tx, Actor const& actor, QueueSetEnabled const& p) {
    actor.need(domain::Right::queue_enable);
    auto queue = tx.queues.find(p.queue);
    if (!queue || queue->organization != actor.organization || !actor.reaches(queue->id)) {
        throw Refused{Code::not_found};
    }
    auto const members = tx.queues.members(queue->id);
    if (queue->enabled != p.enabled) {
        queue->enabled = p.enabled;
        tx.queues.set_enabled(queue->id, p.enabled);
        auto const kind = p.enabled ? NoticeKind::queue_opened : NoticeKind::queue_closed;
        for (auto const user : members) {
            if (user == actor.user) continue;
            tell_agent(tx, user, "notice", Notice{kind, person(actor), {}, queue->name});
        }
        end_waiting_of_closed(tx, *queue);
    }
    bool const member = std::ranges::find(members, actor.user) != members.end();
    return {queue_view(tx, *queue, member)};
}

AuthMe auth_me(Tx& tx, Actor const& actor, Nothing const&) {
    if (actor.kind != Actor::Kind::staff) throw Refused{Code::forbidden};
    return {user_view(tx, tx.people.get(actor.user))};
}

}  // namespace parley::service
