#pragma once
// Roles and what each may do. A right is always checked together with the organization of the
// thing. Source: behaviour.md 8.

#include <initializer_list>
#include <vector>

#include <boost/describe.hpp>

namespace parley::domain {

enum class Role { agent, manager, administrator };
BOOST_DESCRIBE_ENUM(Role, agent, manager, administrator)

enum class Right {
    chat_handle,       // be offered chats, and talk
    chat_view_all,     // see every chat of the organization
    queue_view,        // see queues with their figures
    queue_enable,      // open and close queues (A19)
    agent_view,        // see agents, what they do and with whom
    agent_set_status,  // put an agent in another status (A22)
    chat_route,        // say how a waiting chat is to be routed (C12)
    settings_manage,   // people, queues, statuses and everything else that is set up (V7, W1)
};

constexpr bool may(Role role, Right right) {
    switch (right) {
        case Right::chat_handle:
            return role == Role::agent;
        case Right::chat_view_all:
        case Right::queue_enable:
        case Right::agent_view:
        case Right::agent_set_status:
        case Right::chat_route:
            return role != Role::agent;
        case Right::settings_manage:
            return role == Role::administrator;
        case Right::queue_view:
            return true;
    }
    return false;
}

inline bool may(std::vector<Role> const& roles, Right right) {
    for (auto role : roles) {
        if (may(role, right)) return true;
    }
    return false;
}

}  // namespace parley::domain
