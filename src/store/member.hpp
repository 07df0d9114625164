#pragma once
// A row of a queue's members.

#include <vector>

#include "domain/skills.hpp"
#include "store/rows.hpp"

namespace parley::store {

/// Who might take the chats of a queue, as routing sees them.
struct Member {
    UserId id;
    domain::StatusKind kind;
    bool pending;
    bool connected;
    bool stop_new;
    std::int64_t offered;
    std::int64_t active;
    std::int64_t wrap_ups;
    std::int64_t extra;
    std::int64_t capacity;
    std::int64_t offers_max;
    bool wrap_up_blocks;
    Instant idle_since;
    std::int64_t turn;
    domain::HeldSkills skills;

    friend bool operator==(Member const&, Member const&) = default;

    domain::AgentFacts facts() const {
        domain::AgentFacts agent;
        agent.kind = kind;
        agent.pending = pending;
        agent.connected = connected;
        agent.stop_new = stop_new;
        agent.offered = offered;
        agent.active = active;
        agent.wrap_ups = wrap_ups;
        agent.extra = extra;
        agent.capacity = capacity;
        agent.offers_max = offers_max;
        agent.wrap_up_blocks = wrap_up_blocks;
        return agent;
    }
};
BOOST_DESCRIBE_STRUCT(Member, (),
                      (id, kind, pending, connected, stop_new, offered, active, wrap_ups, extra,
                       capacity, offers_max, wrap_up_blocks, idle_since, turn, skills))

}  // namespace parley::store
