#pragma once
// A PostgreSQL database as what is copied from, and as what is copied to; see store/copy.hpp.

#include "store/copy.hpp"

namespace parley::store::postgresql {

/// Needs a role that may read all tables; nodes that run on the database go on.
std::unique_ptr<Snapshot> take_snapshot(std::string const& url);

/// Fills the database in one transaction. Needs the role that owns it. Throws TryLater where a
/// server starts on it right now.
std::unique_ptr<Target> open_target(std::string const& url);

}  // namespace parley::store::postgresql
