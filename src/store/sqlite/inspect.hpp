#pragma once
// Looks at a SQLite file beside a server that may run on it; see store/inspect.hpp.

#include "store/inspect.hpp"

namespace parley::store::sqlite {

std::vector<Finding> inspect(std::string const& file, bool thorough);

}  // namespace parley::store::sqlite
