#pragma once
// What is in a database, told without the operations that wrote it.

#include <cstddef>
#include <set>
#include <string>

#include "store/sqlite/connection.hpp"

namespace parley::faults {

/// A number that any change of any row changes.
std::size_t contents(store::sqlite::Connection& connection);

/// Each message once, as chat|seq|client_id|text.
std::multiset<std::string> stored_messages(store::sqlite::Connection& connection);

/// What is damaged or half done; empty where all is well.
std::string damage(store::sqlite::Connection& connection);

}  // namespace parley::faults
