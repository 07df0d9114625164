#pragma once
// What must hold of the rows at any time, as queries that count those that must not exist: P6, P7,
// C13 to C15 and the like. The simulator asks after every step, scenarios where they like.

#include <string>

#include "store/connection.hpp"

namespace parley::sim {

/// The first rule that rows break; empty where there is none.
std::string broken_rule(store::Connection& connection);

}  // namespace parley::sim
