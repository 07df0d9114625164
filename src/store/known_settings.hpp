#pragma once
// The switches that the levels of organizations have set, in the memory of the one connection that
// writes an embedded database: every offer asks for them, and they change when somebody decides so.
//
// INVARIANT: what is here is what the database holds; whatever writes to the table `settings` or
// puts an agent into a team has it forgotten, and so does what is undone.

#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "store/rows.hpp"

namespace parley::store {

/// Of one organization.
struct SwitchesSet {
    std::map<std::pair<domain::Scope, std::int64_t>, std::string> levels;
    std::unordered_map<UserId, TeamId> teams;  // of the agents who are in one
};

class KnownSettings {
  public:
    /// None where they have to be read.
    SwitchesSet const* of(OrganizationId organization) const {
        auto const known = known_.find(organization);
        return known == known_.end() ? nullptr : &known->second;
    }
    SwitchesSet const& learn(OrganizationId organization, SwitchesSet read) {
        return known_.insert_or_assign(organization, std::move(read)).first->second;
    }
    void forget() { known_.clear(); }

  private:
    std::unordered_map<OrganizationId, SwitchesSet> known_;
};

}  // namespace parley::store
