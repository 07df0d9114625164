#pragma once
// The support centre over HTTP: pages are read as they are asked for, forms become calls of the
// API, so that what holds for these holds for them.

#include <functional>

#include "api/connection.hpp"
#include "api/gateway.hpp"

namespace parley::api {

using CentreDone = std::move_only_function<void(HttpAnswer)>;

/// `done` as for Service::call; `call` starts one.
void answer_centre(Gateway& gateway, int lane, CentreCall asked, CentreDone done,
                   std::function<void(HttpCall, CentreDone)> const& call);

}  // namespace parley::api
