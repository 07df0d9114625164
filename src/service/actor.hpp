#pragma once
// Who asks. Made at the sign-in, kept with the connection; every operation checks it against the
// rows.

#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/refusal.hpp"
#include "domain/roles.hpp"

namespace parley::service {

struct Actor {
    enum class Kind { anonymous, customer, staff };

    Kind kind = Kind::anonymous;
    OrganizationId organization;
    VisitorId visitor;                // customers
    UserId user;                      // staff
    SessionId session;                // staff; empty for customers
    std::string name;                 // as others see it
    std::vector<domain::Role> roles;  // staff

    bool may(domain::Right right) const { return kind == Kind::staff && domain::may(roles, right); }
    void need(domain::Right right) const {
        if (!may(right)) throw Refused{Code::forbidden};
    }
    std::int64_t author_id() const { return kind == Kind::staff ? user.value : visitor.value; }
};

}  // namespace parley::service
