#pragma once
// The SQLite file as what is copied from, and as what is copied to; see store/copy.hpp.

#include "store/copy.hpp"

namespace parley::store::sqlite {

/// Opens the file without being able to change it. A server that runs on it goes on.
std::unique_ptr<Snapshot> take_snapshot(std::string const& file);

/// Fills FILE.part and gives it its name at the end. Throws TryLater where somebody else does so
/// right now.
std::unique_ptr<Target> open_target(std::string const& file);

}  // namespace parley::store::sqlite
