#pragma once
// Skills as operations take and give them, and as the rules have them.

#include "service/routing_operations.hpp"

namespace parley::service {

/// Refuses invalid with the field below `path`: an unknown skill, one named twice, a wrong level.
std::vector<domain::Need> checked_needs(Tx& tx, OrganizationId organization,
                                        std::vector<SkillNeed> const& needs,
                                        std::string const& path);

/// What is left of a word without the skill; nothing where it does not speak of it.
std::optional<std::string> needs_without(std::string const& word, SkillId skill);

/// Refuses invalid at /priority.
void check_priority(std::int64_t priority);

std::vector<SkillNeed> needs_view(std::string const& word);

}  // namespace parley::service
