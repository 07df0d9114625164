#pragma once
// A Parley server as the target of a load.

#include <memory>

#include "client/load.hpp"

namespace parley::client {

std::unique_ptr<LoadTarget> make_parley_target(Loop& loop, LoadOptions const& options);

}  // namespace parley::client
