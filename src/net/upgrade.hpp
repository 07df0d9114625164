#pragma once
// The check of a request to become a WebSocket (RFC 6455 4.2), before anything is upgraded.

#include <string>
#include <variant>

#include "net/http_answer.hpp"
#include "net/origins.hpp"
#include "net/request.hpp"

namespace parley::net {

inline constexpr std::string_view socket_protocol = "parley.v1";

/// What to send before the first frame: the whole 101 answer.
struct Upgrade {
    std::string head;
    bool own_origin;  // the request came from a page of ours
};

/// Pure. The upgrade, or the answer that says why not: a foreign Origin is refused here (fault
/// G01), a missing one is not, but then no cookie counts.
std::variant<Upgrade, Answer> check_upgrade(Request const& request, OwnOrigins const& own);

}  // namespace parley::net
