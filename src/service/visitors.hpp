#pragma once
// Which organization a customer comes to.

#include <optional>
#include <string>

#include "store/tx.hpp"

namespace parley::service {

/// The one with this slug, or the only one there is; 0 where that says nothing.
OrganizationId known_organization(store::Tx& tx, std::optional<std::string> const& slug);

/// The same; refuses invalid at /organization where it says nothing.
OrganizationId chosen_organization(store::Tx& tx, std::optional<std::string> const& slug);

}  // namespace parley::service
