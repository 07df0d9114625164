#pragma once
// Looks at a PostgreSQL database beside the nodes that may run on it; see store/inspect.hpp. Takes
// 3 s where there are nodes, to see which of them live.

#include "store/inspect.hpp"

namespace parley::store::postgresql {

std::vector<Finding> inspect(std::string const& url);

}  // namespace parley::store::postgresql
