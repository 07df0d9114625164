#pragma once
// What an agent is doing. Stored are facts: the status, what comes after the open chats, the
// connection, the load; the label is derived from them and never stored. Statuses are rows of a
// table that each organization has. Source: behaviour.md 6.

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "domain/policy.hpp"

namespace parley::domain {

enum class StatusKind {
    ready,      // gets chats
    not_ready,  // at work, and gets none
    away,       // not at the desk
    offline,
    missed,  // an offer ran out: only the system puts an agent here (RONA, W4)
};
BOOST_DESCRIBE_ENUM(StatusKind, ready, not_ready, away, offline, missed)

/// What becomes of a choice while chats are open (S14).
enum class DuringChat {
    no,       // it cannot be chosen
    now,      // at once; the chats go on
    pending,  // once the last of them has ended, and its wrap-up
};
BOOST_DESCRIBE_ENUM(DuringChat, no, now, pending)

/// A row of an organization's table of statuses.
struct Status {
    std::string key{};
    std::string label{};  // empty where the faces have words for the key
    StatusKind kind = StatusKind::offline;
    bool by_agent = false;    // an agent may choose it
    bool by_manager = false;  // a manager may put an agent in it
    DuringChat during_chat = DuringChat::now;
    bool reason_required = false;
    bool hides_dashboard = false;    // who is in it does not see queues and figures (V16)
    std::int64_t auto_return_s = 0;  // then available again by itself; 0: only by hand (X6)
};
BOOST_DESCRIBE_STRUCT(Status, (),
                      (key, label, kind, by_agent, by_manager, during_chat, reason_required,
                       hides_dashboard, auto_return_s))

/// A reason for being in a status, as an administrator has named it.
struct StatusReason {
    std::string status;
    std::string key;
    std::string label;  // empty where the faces have words for the key
};
BOOST_DESCRIBE_STRUCT(StatusReason, (), (status, key, label))

// The keys that rules speak of. No organization is without them.
inline constexpr auto available = "available";
inline constexpr auto offline = "offline";
inline constexpr auto missed = "rona";
// Keys that presets bring along.
inline constexpr auto busy = "busy";
inline constexpr auto on_break = "on_break";
inline constexpr auto work_offline = "work_offline";

/// What a new organization begins with, in the order of lists.
std::vector<Status> first_statuses();
std::vector<StatusReason> first_reasons();

enum class Label {
    offline,
    available,
    offered,
    engaged,      // has chats, and may get more
    busy,         // has chats, where the switches call that busy (X7)
    at_capacity,  // has as many as allowed
    stop_new,     // has chats, and wants no more (E38)
    wrap_up,      // works on what a chat has left
    away,
    rona,
};
BOOST_DESCRIBE_ENUM(Label, offline, available, offered, engaged, busy, at_capacity, stop_new,
                    wrap_up, away, rona)

/// What an ordinary chat takes of an agent's places, in hundredths of one. A queue's chats may take
/// less or more (C13).
inline constexpr std::int64_t one_place = 100;
inline constexpr std::int64_t least_weight = 10;

struct AgentFacts {
    StatusKind kind = StatusKind::offline;
    bool pending = false;    // another status is to come after the open chats
    bool connected = false;  // has a socket, or had one within the grace period
    bool stop_new = false;
    bool overfull = false;      // somebody came although the agent was full (V14)
    std::int64_t offered = 0;   // open offers
    std::int64_t active = 0;    // chats owned, or joined as a guest
    std::int64_t wrap_ups = 0;  // open
    std::int64_t extra = 0;     // what these take beyond a place each, in hundredths of one
    // What the switches say of this agent.
    std::int64_t capacity = 0;
    std::int64_t offers_max = 1;
    BusyWhen busy_when = BusyWhen::at_cap;
    WrapUpScope wrap_up_scope = WrapUpScope::chat;
    bool wrap_up_blocks = false;

    constexpr std::int64_t load() const { return offered + active + wrap_ups; }
    /// In hundredths of a place.
    constexpr std::int64_t used() const {
        return one_place * (offered + active + wrap_ups) + extra;
    }
    /// Chats, or work that they have left.
    bool at_work() const { return active + wrap_ups > 0; }
};

/// Whether a chat that takes so much fits. Who has nothing else may have one, however much it
/// takes.
constexpr bool has_room(AgentFacts const& agent, std::int64_t weight) {
    return agent.capacity > 0 &&
           (agent.load() == 0 || agent.used() + weight <= one_place * agent.capacity);
}

/// Nothing fits any more.
constexpr bool is_full(AgentFacts const& agent) {
    return agent.used() >= one_place * agent.capacity;
}

/// May get one more chat now, offered or taken by hand. Whoever goes after the open chats gets no
/// more of them.
constexpr bool is_free(AgentFacts const& agent, std::int64_t weight = one_place) {
    return agent.connected && agent.kind == StatusKind::ready && !agent.pending &&
           !agent.stop_new && !(agent.wrap_up_blocks && agent.wrap_ups > 0) &&
           has_room(agent, weight);
}

/// May be offered one more chat now.
constexpr bool is_routable(AgentFacts const& agent, std::int64_t weight = one_place) {
    return is_free(agent, weight) && agent.offered < agent.offers_max;
}

/// Whether a status that the agent chooses waits for the end of the open chats (S14, W34). Whoever
/// is out of work already is so for another reason at once; and so is who only wraps up (S24).
constexpr bool waits(AgentFacts const& agent, Status const& chosen) {
    return agent.kind == StatusKind::ready && agent.active > 0 &&
           chosen.during_chat == DuringChat::pending;
}

/// Whether a status cannot be chosen now because chats are open (S14, E35).
constexpr bool is_barred(AgentFacts const& agent, Status const& chosen) {
    return agent.active > 0 && chosen.during_chat == DuringChat::no;
}

/// Whether an offer that ran out is one that the agent has missed: whoever was not there to see it
/// did not (S8, W4).
constexpr bool is_missed_by(AgentFacts const& agent) {
    return agent.connected && agent.kind == StatusKind::ready;
}

/// Whether the agent counts as busy, by the switches (X7, X9).
bool is_busy(AgentFacts const& agent);

Label label(AgentFacts const& agent);

}  // namespace parley::domain
