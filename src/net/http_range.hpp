#pragma once
// Parts of a file (RFC 9110, 14): one range is answered with that part; a few are answered with the
// whole, as the RFC allows; more than four are refused (fault D10).

#include "net/http_answer.hpp"
#include "net/request.hpp"

namespace parley::net {

/// What of the whole the request wants. An answer that is no success stays as it is.
Answer part_of(Answer whole, Request const& request);

}  // namespace parley::net
