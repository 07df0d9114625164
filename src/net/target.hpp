#pragma once
// The target of a request line, read once: percent signs are decoded one time and what could be
// read in two ways is refused, so that no later step sees another path than the check did (fault
// A05).

#include <optional>
#include <string>
#include <string_view>

namespace parley::net {

struct Target {
    std::string authority;  // of the absolute form (`GET http://host/path`), otherwise empty
    std::string query;      // as it was written, without its question mark
    std::string path;       // decoded, valid UTF-8, begins with a slash, no empty or dot segments
};

/// Pure. Nothing where the target must be answered with 400.
std::optional<Target> read_target(std::string_view written);

}  // namespace parley::net
