#pragma once
// `parley audit verify` and `parley audit export`: beside a server that runs, on the data as it is
// at that moment. Give the exit code; throw std::runtime_error with a sentence for people.

#include <string>

#include "app/copies.hpp"

namespace parley::app {

/// Prints a line for each organization. Gives 1 where a row is not what it was, or not there.
int verify_audit(PlaceOptions const& place, std::string const& organization);

/// Prints every row as a line of JSON, oldest first, with the hash of the one before and its own.
int export_audit(PlaceOptions const& place, std::string const& organization);

}  // namespace parley::app
