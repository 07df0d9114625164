#pragma once
// Making organizations, queues and people, for the commands that do so.

#include <string>
#include <vector>

#include "store/tx.hpp"

namespace parley::service {

struct NewOrganization {
    std::string slug;
    std::string name;
    std::vector<std::string> queues;
};
/// Makes the organization with its partition "main", its queues and the statuses of the media desk.
/// No switch is set. Refuses conflict where the slug is taken.
OrganizationId add_organization(store::Tx& tx, NewOrganization const& p);

/// The way of working of a new organization: the preset's switches and statuses, a list of codes
/// where its wrap-up needs one, and, with the media desk, agents who may decline. Refuses invalid
/// where there is no such preset.
void begin_with_preset(store::Tx& tx, OrganizationId organization, std::string const& preset);

struct NewUser {
    OrganizationId organization;
    std::string name;  // for signing in
    std::string display_name;
    std::string password_hash;
    std::vector<std::string> roles;        // keys
    std::optional<std::int64_t> capacity;  // of an agent; as the switches say if left out
    std::vector<std::string> queues;       // ids or names; of which an agent is a member
};
/// Refuses conflict where the name is taken, invalid where a role or a queue is unknown.
UserId add_user(store::Tx& tx, NewUser const& p);

/// What makes a person an agent: offline, in no queue, until somebody signs in.
void add_agent(store::Tx& tx, store::User const& user, std::optional<std::int64_t> capacity);

/// A queue that is open, with the usual times; the caller adds it.
store::Queue new_queue(store::Tx& tx, OrganizationId organization, PartitionId partition,
                       std::string const& name);

/// The organization with this slug; the only one where the slug is empty. Refuses invalid.
OrganizationId organization_named(store::Tx& tx, std::string const& slug);

}  // namespace parley::service
