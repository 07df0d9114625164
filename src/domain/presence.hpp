#pragma once
// What an agent is doing. Stored are facts: status, connection, load; the label is derived from
// them and never stored. Source: behaviour.md 6.1. Statuses so far: available and offline.

#include <cstdint>
#include <string_view>

#include <boost/describe.hpp>

namespace parley::domain {

enum class Status { available, offline };
BOOST_DESCRIBE_ENUM(Status, available, offline)

enum class Label { offline, available, offered, engaged, at_capacity };
BOOST_DESCRIBE_ENUM(Label, offline, available, offered, engaged, at_capacity)

struct AgentFacts {
    Status status = Status::offline;
    bool connected = false;    // has a socket, or had one within the grace period
    std::int64_t offered = 0;  // open offers
    std::int64_t active = 0;   // chats owned
    std::int64_t capacity = 0;

    std::int64_t load() const { return offered + active; }
};

/// May be offered one more chat now.
constexpr bool is_routable(AgentFacts const& agent) {
    return agent.connected && agent.status == Status::available && agent.load() < agent.capacity;
}

Label label(AgentFacts const& agent);

}  // namespace parley::domain
