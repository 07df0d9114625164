#pragma once
// Passing events that come from other nodes. Whoever can write to the bus can say anything: only
// what such events consist of is let through.

#include <optional>
#include <string>

#include "base/limits.hpp"

namespace parley::api {

/// The event's data as it is told here; nothing for what no node passes on. Refuses invalid data.
std::optional<std::string> passed_on(std::string const& type, std::string const& data,
                                     Limits const& limits);

}  // namespace parley::api
