#pragma once
// Backups: a file of the embedded database, whatever engine the data is on, that knows what must be
// in it. Restoring one, and moving between engines, is the same copy (copy.hpp).

#include <string>

#include "store/copy.hpp"

namespace parley::store {

struct Copied {
    std::vector<TableSum> tables;
    Instant at;  // the moment that the copy shows
};

/// Copies a place as it is now, whether a server runs on it or not, into a new file. Throws
/// TryLater where there is no room or somebody else writes the same file, std::runtime_error where
/// the place cannot be read or the file cannot be made. Either way no file remains.
Copied back_up(Place const& from, std::string const& file, Clock const& clock);

/// Fills an empty place from a backup whose rows are what was counted when it was made. Cursors
/// that were given out after the backup stay unknown there for ever: what they tell of did not
/// happen, and clients that have one ask for everything anew. Throws as back_up(), and leaves
/// nothing behind.
Copied restore(std::string const& file, Place const& to);

/// Fills an empty place from another on which no server runs; clients go on where they were.
Copied move_all(Place const& from, Place const& to, Clock const& clock);

}  // namespace parley::store
