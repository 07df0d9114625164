#pragma once
// What follows from a change of what somebody may do, whether that came from the side of the person
// or of a role.

#include "service/administration.hpp"

namespace parley::service {

/// The roles with these keys. Refuses invalid at `/roles`: none, one twice, one that there is not.
std::vector<domain::Role> roles_named(Tx& tx, OrganizationId organization,
                                      std::vector<std::string> const& keys);

/// What an agent is given beside the rights; what is left out stays as it is.
struct AgentChange {
    std::optional<std::vector<QueueId>> queues;
    std::optional<std::int64_t> capacity;
    std::optional<std::string> team;  // empty: none
};
/// After a change of rights, or of whether the person may sign in: whoever may handle chats is an
/// agent, and nobody else is. A reach stays: it limits them again as soon as there is something to
/// limit. Refuses invalid where there is
/// something for an agent and the person is none.
void apply_rights(Tx& tx, store::User const& user, domain::Rights rights,
                  AgentChange const& change = {});

/// Tells the person, and with that the own open sockets, who they are and what they may do now.
void tell_user_changed(Tx& tx, store::User const& user);

/// Refuses last_one at `path` where nobody who can sign in may manage the settings.
void need_somebody_manages(Tx& tx, OrganizationId organization, std::string const& path);

}  // namespace parley::service
