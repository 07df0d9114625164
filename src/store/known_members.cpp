#include "store/known_members.hpp"

#include <algorithm>

namespace parley::store {

std::vector<Member> const* KnownMembers::of(QueueId queue) const {
    auto const known = members_.find(queue);
    return known == members_.end() ? nullptr : &known->second;
}

std::vector<Member> const& KnownMembers::learn(QueueId queue, std::vector<Member> members) {
    for (auto const& member : members) queues_[member.id].push_back(queue);
    return members_.insert_or_assign(queue, std::move(members)).first->second;
}

Member* KnownMembers::find(QueueId queue, UserId agent) {
    auto const known = members_.find(queue);
    if (known == members_.end()) return nullptr;
    auto const member = std::ranges::lower_bound(known->second, agent, {}, &Member::id);
    return member == known->second.end() || member->id != agent ? nullptr : &*member;
}

template <class Change>
void KnownMembers::change(UserId agent, Change apply) {
    auto const known = queues_.find(agent);
    if (known == queues_.end()) return;
    for (auto const queue : known->second) apply(*find(queue, agent));
}

void KnownMembers::saved(Agent const& agent) {
    change(agent.id, [&](Member& member) {
        member.kind = agent.kind;
        member.pending = agent.pending_status.has_value();
        member.connected = agent.connected;
        member.stop_new = agent.stop_new;
        member.offered = agent.offered;
        member.active = agent.active;
        member.wrap_ups = agent.wrap_ups;
        member.extra = agent.extra;
        member.capacity = agent.capacity;
        member.offers_max = agent.offers_max;
        member.wrap_up_blocks = agent.wrap_up_blocks;
        member.idle_since = agent.idle_since;
    });
}

void KnownMembers::offered(UserId agent, std::int64_t weight, Instant now) {
    change(agent, [&](Member& member) {
        member.offered += 1;
        member.extra += weight - domain::one_place;
        member.idle_since = now;
    });
}

void KnownMembers::took_turn(QueueId queue, UserId agent, std::int64_t turn) {
    if (auto* const member = find(queue, agent)) member->turn = turn;
}

void KnownMembers::forget() {
    members_.clear();
    queues_.clear();
}

}  // namespace parley::store
