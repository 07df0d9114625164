#pragma once
// Skills as operations take and give them, and as the rules have them.

#include "service/routing_operations.hpp"

namespace parley::service {

/// Refuses invalid with the field below `path`: an unknown skill, one named twice, a wrong level.
std::vector<domain::Need> checked_needs(Tx& tx, OrganizationId organization,
                                        std::vector<SkillNeed> const& needs,
                                        std::string const& path);

std::vector<SkillNeed> needs_view(std::string const& word);

}  // namespace parley::service
