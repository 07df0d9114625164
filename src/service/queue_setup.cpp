// Making, changing and removing queues, and who works in them.
#include <algorithm>
#include <set>

#include "service/administration.hpp"
#include "service/arrivals.hpp"
#include "service/membership.hpp"
#include "service/policy.hpp"
#include "service/routing.hpp"
#include "service/setup.hpp"
#include "service/staff.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

store::Queue own_queue(Tx& tx, Actor const& actor, QueueId id) {
    actor.need(domain::Right::settings_manage);
    auto const queue = tx.queues.find(id);
    if (!queue || queue->organization != actor.organization) throw Refused{Code::not_found};
    return *queue;
}

std::string free_name(Tx& tx, OrganizationId organization, std::string const& raw,
                      std::optional<QueueId> self = {}) {
    auto name = clean_name(raw, tx.limits().name_text_max, "/name");
    if (name.empty()) throw invalid("/name", "must not be empty");
    auto const other = tx.queues.find(organization, name);
    if (other && other->id != self) {
        throw Refused{Code::conflict, "there is a queue with this name", "/name"};
    }
    return name;
}

void set_members(Tx& tx, store::Queue const& queue, std::vector<UserId> const& wanted) {
    auto const now = tx.queues.members(queue.id);
    std::set<UserId> const before{now.begin(), now.end()};
    std::set<UserId> const after{wanted.begin(), wanted.end()};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        auto const agent = tx.agents.find(wanted[i]);
        if (!agent || !agent->enabled || agent->organization != queue.organization) {
            throw invalid("/members/" + std::to_string(i), "is not an agent");
        }
    }
    for (auto const id : before) {
        if (!after.contains(id)) leave_queue(tx, queue.id, id);
    }
    for (auto const id : after) {
        if (!before.contains(id)) join_queue(tx, queue.id, id);
    }
}

std::optional<HoursId> own_hours(Tx& tx, Actor const& actor, std::string const& text) {
    if (text.empty()) return std::nullopt;
    auto const id = id_from_text<HoursTag>(text);
    auto const hours = id ? tx.arrivals.find(*id) : std::nullopt;
    if (!hours || hours->organization != actor.organization) {
        throw invalid("/hours", "there are no such hours");
    }
    return id;
}

std::optional<BotId> own_bot(Tx& tx, Actor const& actor, std::string const& text) {
    if (text.empty()) return std::nullopt;
    auto const id = id_from_text<BotTag>(text);
    auto const bot = id ? tx.bots.find(*id) : std::nullopt;
    if (!bot || bot->organization != actor.organization) {
        throw invalid("/bot", "there is no such bot");
    }
    return id;
}

/// Nobody is limited to a queue that is no more; and nobody is not limited any more by that.
void leave_reaches(Tx& tx, QueueId queue) {
    for (auto const user : tx.roles.limited_to(queue)) {
        auto reach = tx.roles.reach(user);
        std::erase(reach, queue);
        if (reach.empty()) {
            throw Refused{Code::in_use, "somebody is limited to this queue alone", "/queue"};
        }
        tx.roles.set_reach(user, reach);
        tell_user_changed(tx, tx.people.get(user));
    }
}

PartitionId own_partition(Tx& tx, Actor const& actor, PartitionId id) {
    auto const partition = tx.partitions.find(id);
    if (!partition || partition->organization != actor.organization) {
        throw invalid("/partition", "there is no such partition");
    }
    return id;
}

QueueResult result_for(Tx& tx, Actor const& actor, QueueId id) {
    for (auto const& view : queue_list(tx, actor, {}).items) {
        if (view.id == id) return {view};
    }
    throw Refused{Code::not_found};
}

}  // namespace

void join_queue(Tx& tx, QueueId queue, UserId agent) {
    tx.queues.add_member(queue, agent);
    route(tx, queue);
}

void leave_queue(Tx& tx, QueueId queue, UserId agent) {
    tx.queues.remove_member(queue, agent);
    for (auto const& offer : tx.offers.open_of(agent)) {
        // A colleague may ask whom they like.
        if (offer.kind != store::OfferKind::queue) continue;
        if (offer.queue == queue) take_back(tx, offer, WithdrawReason::agent_left);
    }
    route(tx, queue);
    route_queues_of(tx, agent);  // a place that was taken by an offer may be free
}

QueueResult queue_create(Tx& tx, Actor const& actor, QueueCreate const& p) {
    actor.need(domain::Right::settings_manage);
    auto const partition = p.partition ? own_partition(tx, actor, *p.partition)
                                       : chosen_partition(tx, actor.organization, std::nullopt);
    auto const queue =
        new_queue(tx, actor.organization, partition, free_name(tx, actor.organization, p.name));
    tx.queues.add(queue);
    if (p.members) set_members(tx, queue, *p.members);
    tell_setup_changed(tx, actor.organization, SetupPart::queues);
    return result_for(tx, actor, queue.id);
}

QueueResult queue_update(Tx& tx, Actor const& actor, QueueUpdate const& p) {
    auto const queue = own_queue(tx, actor, p.queue);
    if (p.name) tx.queues.rename(queue.id, free_name(tx, actor.organization, *p.name, queue.id));
    if (p.partition && p.partition != queue.partition) {
        tx.partitions.put(queue.id, own_partition(tx, actor, *p.partition));
        apply_switches(tx, actor.organization);  // it inherits others
    }
    if (p.members) set_members(tx, queue, *p.members);
    if (p.bot) tx.bots.set_bot(queue.id, own_bot(tx, actor, *p.bot));
    if (p.hours) {
        tx.queues.set_hours(queue.id, own_hours(tx, actor, *p.hours));
        hours_changed(tx, queue.id);
    } else {
        tell_setup_changed(tx, actor.organization, SetupPart::queues);
    }
    return result_for(tx, actor, queue.id);
}

Nothing queue_remove(Tx& tx, Actor const& actor, QueueRemove const& p) {
    auto const queue = own_queue(tx, actor, p.queue);
    tx.lock(queue.id);
    if (tx.queues.open_chats(queue) > 0) {
        throw Refused{Code::in_use, "chats are open in this queue", "/queue"};
    }
    if (tx.queues.all(actor.organization).size() == 1) {
        throw Refused{Code::last_one, "an organization has at least one queue", "/queue"};
    }
    if (is_named(tx, queue)) {
        throw Refused{Code::in_use, "a rule, or the overflow of another queue, names it", "/queue"};
    }
    leave_reaches(tx, queue.id);
    for (auto const member : tx.queues.members(queue.id)) leave_queue(tx, queue.id, member);
    auto old_name = queue.name + " [" + to_rfc3339(tx.now()).substr(0, 10) + "]";
    if (tx.queues.find(actor.organization, old_name)) old_name += " " + to_text(queue.id);
    tx.queues.rename(queue.id, old_name);
    tx.queues.remove(queue.id);
    tx.clear_timer(store::TimerKind::route_again, queue.id.value);
    tx.clear_timer(store::TimerKind::hours_change, queue.id.value);
    tell_setup_changed(tx, actor.organization, SetupPart::queues);
    return {};
}

}  // namespace parley::service
