#pragma once
// Where switches are set: the organization, or a partition, queue, team or agent of it. Inside the
// service; the operations are in settings.hpp.

#include <optional>
#include <string>
#include <vector>

#include "domain/policy.hpp"
#include "store/tx.hpp"

namespace parley::service {

struct Place {
    OrganizationId organization;
    domain::Scope scope;
    std::int64_t id;
    std::string shown_id;
    std::string name;       // empty: the organization
    PartitionId partition;  // of a queue, or the one itself
};

/// The place of this scope with this id. Refuses invalid at /id.
Place place_of(store::Tx& tx, OrganizationId organization, domain::Scope scope,
               std::optional<std::string> const& id);

/// The id of a stored place, as operations have it.
std::string shown_id(domain::Scope scope, std::int64_t id);
/// What a stored place is called, also where it has been removed; empty where that is not known any
/// more, and for the organization.
std::string name_of_place(store::Tx& tx, domain::Scope scope, std::int64_t id);

/// What holds there: each level's switches, the widest first.
std::vector<store::Setting> chain_of(store::Tx& tx, Place const& at);

}  // namespace parley::service
