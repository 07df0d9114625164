#pragma once
// Who asks. Made at the sign-in, kept with the connection; every operation checks it against the
// rows.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/refusal.hpp"
#include "domain/roles.hpp"

namespace parley::service {

struct Actor {
    enum class Kind { anonymous, customer, staff, wallboard };

    Kind kind = Kind::anonymous;
    OrganizationId organization;
    VisitorId visitor;               // customers
    UserId user;                     // staff
    WallboardId wallboard;           // a screen that shows the live figures, and nothing else
    SessionId session;               // staff, wallboards; empty for customers
    std::string name;                // as others see it
    std::vector<std::string> roles;  // staff: keys
    std::string address;             // that the call comes from; empty where it does not matter
    domain::Rights rights;           // staff
    // The queues that somebody who watches and steers, or a wallboard, is limited to; nothing: no
    // limit.
    std::optional<std::vector<QueueId>> reach;

    bool may(domain::Right right) const { return kind == Kind::staff && rights.has(right); }
    void need(domain::Right right) const {
        if (!may(right)) throw Refused{Code::forbidden};
    }
    /// Whether a right to watch or steer holds for this queue of the organization.
    bool reaches(QueueId queue) const {
        return !reach || std::ranges::find(*reach, queue) != reach->end();
    }
    std::int64_t author_id() const { return kind == Kind::staff ? user.value : visitor.value; }
};

}  // namespace parley::service
