#pragma once
// What an agent is doing. Stored are facts: the status, what comes after the open chats, the
// connection, the load; the label is derived from them and never stored. Statuses are rows of a
// table that each organization has. Source: behaviour.md 6.

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe.hpp>

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
    now,      // at once; the chats go on
    pending,  // once the last of them has ended
};
BOOST_DESCRIBE_ENUM(DuringChat, now, pending)

/// A row of an organization's table of statuses.
struct Status {
    std::string key;
    std::string label;  // empty where the faces have words for the key
    StatusKind kind = StatusKind::offline;
    bool by_agent = false;    // an agent may choose it
    bool by_manager = false;  // a manager may put an agent in it
    DuringChat during_chat = DuringChat::now;
    bool reason_required = false;
};
BOOST_DESCRIBE_STRUCT(Status, (),
                      (key, label, kind, by_agent, by_manager, during_chat, reason_required))

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

/// What a new organization begins with, in the order of lists.
std::vector<Status> first_statuses();
std::vector<StatusReason> first_reasons();

enum class Label { offline, available, offered, engaged, at_capacity, away, rona };
BOOST_DESCRIBE_ENUM(Label, offline, available, offered, engaged, at_capacity, away, rona)

struct AgentFacts {
    StatusKind kind = StatusKind::offline;
    bool pending = false;      // another status is to come after the open chats
    bool connected = false;    // has a socket, or had one within the grace period
    std::int64_t offered = 0;  // open offers
    std::int64_t active = 0;   // chats owned
    std::int64_t capacity = 0;

    std::int64_t load() const { return offered + active; }
};

/// May be offered one more chat now. Whoever goes after the open chats gets no more of them.
constexpr bool is_routable(AgentFacts const& agent) {
    return agent.connected && agent.kind == StatusKind::ready && !agent.pending &&
           agent.load() < agent.capacity;
}

/// Whether a status that the agent chooses waits for the end of the open chats (S14, W34). Whoever
/// is out of work already is so for another reason at once.
constexpr bool waits(AgentFacts const& agent, Status const& chosen) {
    return agent.kind == StatusKind::ready && agent.active > 0 &&
           chosen.during_chat == DuringChat::pending;
}

/// Whether an offer that ran out puts the agent out of work: whoever was not there to see it did
/// not miss it (S8, W4).
constexpr bool is_missed_by(AgentFacts const& agent) {
    return agent.connected && agent.kind == StatusKind::ready;
}

Label label(AgentFacts const& agent);

}  // namespace parley::domain
