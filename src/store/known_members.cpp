#include "store/known_members.hpp"

#include <algorithm>

#include "base/ensure.hpp"

namespace parley::store {

std::optional<std::vector<Member>> KnownMembers::of(QueueId queue) const {
    auto const known = seats_.find(queue);
    if (known == seats_.end()) return std::nullopt;
    std::vector<Member> members;
    members.reserve(known->second.size());
    for (auto const& seat : known->second) {
        members.push_back(agents_.at(seat.agent));
        members.back().turn = seat.turn;
    }
    return members;
}

void KnownMembers::learn(QueueId queue, std::vector<Member> const& members) {
    auto& seats = seats_[queue];
    for (auto const& member : members) {
        seats.push_back({member.id, member.turn});
        agents_.insert_or_assign(member.id, member);
    }
}

void KnownMembers::saved(Agent const& agent) {
    auto const known = agents_.find(agent.id);
    if (known == agents_.end()) return;
    auto& member = known->second;
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
}

void KnownMembers::offered(UserId agent, std::int64_t weight, Instant now) {
    auto const known = agents_.find(agent);
    if (known == agents_.end()) return;
    auto& member = known->second;
    member.offered += 1;
    member.extra += weight - domain::one_place;
    member.idle_since = now;
}

void KnownMembers::took_turn(QueueId queue, UserId agent, std::int64_t turn) {
    auto const known = seats_.find(queue);
    if (known == seats_.end()) return;
    auto const seat = std::ranges::find(known->second, agent, &Seat::agent);
    if (seat != known->second.end()) seat->turn = turn;
}

void KnownMembers::forget() {
    seats_.clear();
    agents_.clear();
}

}  // namespace parley::store
